package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changes with a security policy, and for whom.
 *
 * @param before the policy that was
 * @param after the policy that is
 */
public record PolicyDifference(SecurityPolicy before, SecurityPolicy after) {

    private static final int MOST_CIPHERS = 6;

    /** Whether protocols and ciphers of both are known. */
    public boolean isRead() {
        return before.isRead() && after.isRead();
    }

    /** Protocols that are no longer offered, as reports write them, oldest first. */
    public List<String> droppedProtocols() {
        return isRead() ? protocols(before, after) : List.of();
    }

    /** Protocols that are offered only now. */
    public List<String> addedProtocols() {
        return isRead() ? protocols(after, before) : List.of();
    }

    /** Cipher suites that are no longer offered. */
    public List<String> droppedCiphers() {
        return isRead() ? less(before.ciphers(), after.ciphers()) : List.of();
    }

    /** Cipher suites that are offered only now. */
    public List<String> addedCiphers() {
        return isRead() ? less(after.ciphers(), before.ciphers()) : List.of();
    }

    /** Who could connect before and no longer can; nobody if that is not known. */
    public List<LockOut> lockedOut() {
        if (versions(before).isEmpty() || versions(after).isEmpty()) {
            return List.of();
        }
        List<LockOut> all = new ArrayList<>();
        addTooOld(all);
        addTooNew(all);
        addWithoutCipher(all);
        return all;
    }

    /** What it drops and adds, and who is cut off, on one line. */
    public String sentence() {
        if (!isRead()) {
            return "what it drops and adds is not known, as the protocols and ciphers of "
                    + listed(Stream.of(before, after)
                            .filter(policy -> !policy.isRead())
                            .map(SecurityPolicy::name)
                            .distinct()
                            .toList())
                    + " were not read";
        }
        List<String> parts = new ArrayList<>();
        addPart(parts, "drops", changes(droppedProtocols(), droppedCiphers(), lost()));
        addPart(parts, "adds", changes(addedProtocols(), addedCiphers(), gained()));
        if (parts.isEmpty()) {
            return before.ciphers().equals(after.ciphers())
                    ? "offers the same protocols and ciphers"
                    : "offers the same protocols and ciphers in another order of preference";
        }
        List<LockOut> lockedOut = lockedOut();
        parts.add(
                lockedOut.isEmpty()
                        ? "every client that could connect still can, as far as protocols and ciphers go"
                        : "clients that "
                                + lockedOut.stream().map(LockOut::words).collect(Collectors.joining(", or that "))
                                + " can no longer connect");
        return String.join("; ", parts);
    }

    private static void addPart(List<String> parts, String verb, List<String> changes) {
        if (!changes.isEmpty()) {
            parts.add(verb + " " + listed(changes));
        }
    }

    private static List<String> changes(List<String> protocols, List<String> ciphers, boolean postQuantum) {
        List<String> changes = new ArrayList<>(protocols);
        if (!ciphers.isEmpty()) {
            changes.add(ciphers.size() + (ciphers.size() == 1 ? " cipher (" : " ciphers (") + shortened(ciphers) + ")");
        }
        if (postQuantum) {
            changes.add("post-quantum key exchange");
        }
        return changes;
    }

    private static String shortened(List<String> names) {
        return names.size() <= MOST_CIPHERS
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_CIPHERS - 1)) + " and " + (names.size() - MOST_CIPHERS + 1)
                        + " more";
    }

    /** Words as a person lists them: {@code a}, {@code a and b}, {@code a, b and c}. */
    static String listed(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private boolean lost() {
        return before.isPostQuantum() && !after.isPostQuantum();
    }

    private boolean gained() {
        return after.isPostQuantum() && !before.isPostQuantum();
    }

    private void addTooOld(List<LockOut> all) {
        TlsVersion oldest = versions(after).first();
        SortedSet<TlsVersion> dropped = versions(before).headSet(oldest);
        if (!dropped.isEmpty()) {
            all.add(new LockOut(
                    LockOut.Reason.PROTOCOL,
                    "only speak " + preceding(oldest) + " or older",
                    List.of(),
                    examples(family -> family.newest().compareTo(oldest) < 0)));
        }
    }

    private void addTooNew(List<LockOut> all) {
        TlsVersion newest = versions(after).last();
        if (versions(before).last().compareTo(newest) > 0) {
            TlsVersion next = TlsVersion.values()[newest.ordinal() + 1];
            all.add(new LockOut(LockOut.Reason.PROTOCOL, "speak nothing older than " + next, List.of(), List.of()));
        }
    }

    private void addWithoutCipher(List<LockOut> all) {
        List<CipherSuite> still = usable(after);
        List<CipherSuite> once = usable(before);
        List<CipherTrait> gone = goneTraits(once, still);
        List<ClientFamily> examples =
                examples(family -> family.newest().compareTo(versions(after).first()) >= 0);
        if (!gone.isEmpty()) {
            List<String> needed = gone.stream()
                    .filter(trait -> trait.widerKinds().stream().noneMatch(gone::contains))
                    .map(CipherTrait::needed)
                    .toList();
            all.add(new LockOut(LockOut.Reason.CIPHER, "lack ciphers with " + listed(needed), gone, examples));
        }
        boolean others = once.stream()
                .filter(suite -> !still.contains(suite) && isStillSpoken(suite))
                .anyMatch(suite -> gone.stream().noneMatch(trait -> trait.has(suite)));
        if (others) {
            all.add(new LockOut(
                    LockOut.Reason.CIPHER,
                    "know none but the dropped ciphers",
                    List.of(),
                    gone.isEmpty() ? examples : List.of()));
        }
    }

    // TLS 1.3 has but one kind; and where no suite of an older version is left, the protocols have said it all.
    private static List<CipherTrait> goneTraits(List<CipherSuite> once, List<CipherSuite> still) {
        if (still.stream().allMatch(CipherSuite::isTls13)) {
            return List.of();
        }
        return Arrays.stream(CipherTrait.values())
                .filter(trait ->
                        older(once).anyMatch(trait::has) && older(still).noneMatch(trait::has))
                .toList();
    }

    private static Stream<CipherSuite> older(List<CipherSuite> suites) {
        return suites.stream().filter(suite -> !suite.isTls13());
    }

    // A suite whose protocols are all gone takes nobody away whom the protocols did not take.
    private boolean isStillSpoken(CipherSuite suite) {
        return versions(after).stream().anyMatch(suite::worksWith);
    }

    private static List<CipherSuite> usable(SecurityPolicy policy) {
        return policy.suites().stream()
                .filter(suite -> policy.versions().stream().anyMatch(suite::worksWith))
                .toList();
    }

    private List<ClientFamily> examples(Predicate<ClientFamily> concerned) {
        return Arrays.stream(ClientFamily.values())
                .filter(concerned)
                .filter(family -> family.canConnect(before) && !family.canConnect(after))
                .sorted(Comparator.comparing(ClientFamily::newest).reversed())
                .toList();
    }

    /** The versions that the policy has a cipher suite for; it may list others, in which no handshake succeeds. */
    private static SortedSet<TlsVersion> versions(SecurityPolicy policy) {
        return policy.versions().stream()
                .filter(version -> policy.suites().stream().anyMatch(suite -> suite.worksWith(version)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TlsVersion preceding(TlsVersion version) {
        return TlsVersion.values()[version.ordinal() - 1];
    }

    private static List<String> protocols(SecurityPolicy of, SecurityPolicy without) {
        return less(of.protocols(), without.protocols()).stream()
                .map(TlsVersion::display)
                .sorted()
                .toList();
    }

    /** What one list has and the other lacks. */
    static List<String> less(List<String> all, List<String> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }
}
