package io.jenkins.plugins.tlserrorgate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No regular expression of ours takes more than linear time. Time is counted in characters looked at: twice the input may
 * cost twice the looks, and some. Patterns are those in fields of our classes and those written where they are used.
 */
class LinearPatternsTest {

    private static final String ROOT = LinearPatternsTest.class.getPackageName();

    private static final Pattern WRITTEN =
            Pattern.compile("\\.(?:matches|split|replaceAll|replaceFirst)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What makes patterns go back: the same again and again, and at the end what can't match. */
    private static final List<String> PIECES = List.of(
            "a",
            "0",
            "-",
            "a-",
            "0d",
            "P",
            "P1D",
            " ",
            "\t",
            "/",
            "app/a",
            "arn:aws",
            "arn:aws:iam::123456789012:role/a",
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/a",
            "targetgroup/a",
            ":",
            ".",
            "_",
            "é",
            ",",
            ", ",
            "A",
            "aA",
            "ELBSecurityPolicy-a",
            "'");

    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static Set<String> patterns() throws IOException, ReflectiveOperationException {
        Set<String> patterns = new TreeSet<>();
        for (JavaClass owner : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(ROOT)) {
            for (JavaField field : owner.getFields()) {
                if (field.getRawType().isEquivalentTo(Pattern.class)) {
                    Field pattern = Class.forName(owner.getName()).getDeclaredField(field.getName());
                    pattern.setAccessible(true);
                    patterns.add(((Pattern) pattern.get(null)).pattern());
                }
            }
        }
        try (Stream<Path> files =
                Stream.concat(Files.walk(Path.of("src/main/java")), Files.walk(Path.of("src/cli/java")))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher written = WRITTEN.matcher(Files.readString(file));
                while (written.find()) {
                    patterns.add(written.group(1).translateEscapes());
                }
            }
        }
        return patterns;
    }

    private static long looks(Pattern pattern, String piece, String end, int length, boolean find) {
        Counted text = new Counted(piece.repeat(length / piece.length()) + end);
        Matcher matcher = pattern.matcher(text);
        if (find) {
            while (matcher.find()) {
                // To the end of the text.
            }
        } else {
            matcher.matches();
        }
        return text.looks;
    }

    @Test
    void twiceTheInputTakesTwiceTheTimeAndNoMore() throws Exception {
        Set<String> patterns = patterns();
        assertThat(patterns.size(), greaterThan(15));
        assertThat(patterns, hasItem("[1-9][0-9]{0,8}"));
        for (String regex : patterns) {
            Pattern pattern = Pattern.compile(regex);
            for (String piece : PIECES) {
                for (String end : List.of("", "\u0000", "!")) {
                    for (boolean find : new boolean[] {false, true}) {
                        long once = looks(pattern, piece, end, 4_000, find);
                        long twice = looks(pattern, piece, end, 8_000, find);
                        assertThat(regex + " on " + piece + "...", twice, lessThanOrEqualTo(2 * once + 2_000));
                    }
                }
            }
        }
    }

    @Test
    void aPatternThatGoesBackWouldBeFound() {
        List<Long> looks = new ArrayList<>();
        for (int length : new int[] {500, 1_000}) {
            looks.add(looks(Pattern.compile("(a*)(a*)!?"), "a", "\u0000", length, false));
        }
        assertThat(looks.get(1), greaterThan(2 * looks.get(0) + 2_000));
    }
}
