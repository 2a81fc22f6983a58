package health.cordon.clinical.fhir;

import health.cordon.clinical.fhir.BundleException.Reason;

/** The place of one resource in its bundle, for saying where something is wrong. */
record Place(int entry) {
    /** Within the resource, as in {@code period/start}. */
    BundleException invalid(String path) {
        return new BundleException(Reason.INVALID_RESOURCE, pointer(path));
    }

    String pointer(String path) {
        String resource = "/entry/" + entry + "/resource";
        return path.isEmpty() ? resource : resource + "/" + path;
    }
}
