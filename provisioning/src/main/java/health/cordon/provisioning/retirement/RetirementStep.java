package health.cordon.provisioning.retirement;

import health.cordon.tenancy.organisation.Organisation;

/** A part of an organisation's end, which looks for itself at what is left to do. */
interface RetirementStep {
    /** Lower-case and hyphenated, at most 20 characters. */
    String name();

    /**
     * Does what is left, or as much of it as the turn allows.
     *
     * @throws StepStopped with the reason
     */
    Taken take(Organisation organisation, Turn turn);

    /**
     * @param done whether nothing is left
     * @param evidence what is there now, for people
     */
    record Taken(boolean done, String evidence) {
        static Taken done(String evidence) {
            return new Taken(true, evidence);
        }

        /** There was nothing to do, and nothing is to be told of it. */
        static Taken nothing() {
            return new Taken(true, "");
        }

        static Taken partly(String evidence) {
            return new Taken(false, evidence);
        }
    }
}
