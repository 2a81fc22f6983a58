package health.cordon.provisioning.fleet;

/**
 * Where a database may be.
 *
 * @param name the organisation's
 * @param isOpen whether it may be elsewhere, when nothing is free there
 */
public record Region(String name, boolean isOpen) {}
