package io.jenkins.plugins.tlserrorgate.metrics;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Text as people, scripts and attackers give it. */
final class TextArbitraries {

    private TextArbitraries() {}

    /** Anything at all, and what looks almost right. */
    static Arbitrary<String> almost(String alphabet, String... fragments) {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.strings().withChars(alphabet).ofMaxLength(60),
                Arbitraries.of(fragments).list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts)),
                wide());
    }

    /** Characters outside the basic plane, control characters, line ends and bidirectional overrides. */
    static Arbitrary<String> wide() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0x10000, 0x1FFFF),
                        Arbitraries.of(0x0A, 0x0D, 0x1B, 0x85, 0x2028, 0x2029, 0x202E, 0x2066, 0x200B, 0xE0041, 0xD800),
                        Arbitraries.integers().between(' ', '~'))
                .list()
                .ofMaxSize(300)
                .map(points -> {
                    StringBuilder text = new StringBuilder();
                    points.forEach(text::appendCodePoint);
                    return text.toString();
                });
    }
}
