package io.jenkins.plugins.tlserrorgate.tlspolicy;

/** Shortens ARNs for sentences. */
final class Arns {

    private Arns() {}

    /** What follows the account in an ARN, {@code certificate/ID}; anything else as it is, {@code none} for null. */
    static String tail(String arn) {
        if (arn == null) {
            return "none";
        }
        String[] parts = arn.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") ? parts[5] : arn;
    }
}
