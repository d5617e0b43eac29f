package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.nio.charset.StandardCharsets;

/** The identifiers and ARNs that AWS gives to resources. */
final class Identifiers {
    private Identifiers() {}

    /** Sixteen hexadecimal digits that depend on nothing but the text. */
    static String sixteenDigits(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        String digits = Long.toHexString(Randomness.mix(hash));
        return "0".repeat(16 - digits.length()) + digits;
    }

    /** The ARN of a resource, in the partition of its region. */
    static String arn(String service, String region, String account, String resource) {
        return "arn:" + partition(region) + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** The ARN of a resource that belongs to no region. */
    static String globalArn(String service, String account, String resource) {
        return "arn:aws:" + service + "::" + account + ":" + resource;
    }

    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
