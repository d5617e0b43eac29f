package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A security policy of Elastic Load Balancing, as {@code DescribeSSLPolicies} describes it.
 *
 * @param name the policy's name
 * @param protocols its protocols as AWS calls them ({@code TLSv1} is TLS 1.0); none if they could not be read
 * @param ciphers its cipher suites in their order of preference; none if they could not be read
 */
public record SecurityPolicy(String name, List<String> protocols, List<String> ciphers) implements Serializable {

    /** Copies the lists. */
    public SecurityPolicy {
        protocols = List.copyOf(protocols);
        ciphers = List.copyOf(ciphers);
    }

    /** A policy of which only the name is known. */
    public static SecurityPolicy named(String name) {
        return new SecurityPolicy(name, List.of(), List.of());
    }

    /** Whether its protocols and ciphers are known. */
    public boolean isRead() {
        return !protocols.isEmpty();
    }

    /**
     * Whether it offers post-quantum key exchange. The API describes no key exchange groups; AWS documents that the policies
     * with {@code PQ} in their names offer it, and so the name decides.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html">Security
     *     policies for your Application Load Balancer</a>
     */
    public boolean isPostQuantum() {
        return Arrays.asList(name.split("-", -1)).contains("PQ");
    }

    /** The versions among its protocols, oldest first; protocols that are not known here are left out. */
    public SortedSet<TlsVersion> versions() {
        return protocols.stream()
                .map(TlsVersion::ofAws)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Its cipher suites in their order of preference. */
    public List<CipherSuite> suites() {
        return ciphers.stream().map(CipherSuite::new).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
