package io.jenkins.plugins.tlserrorgate.metrics;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds what a word stands for, or was probably meant to be where it is misspelt. */
public final class NearWord {

    private NearWord() {}

    /** The known word nearest to the given one, if it is near enough to be worth suggesting. */
    public static Optional<String> of(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))
                        <= Math.max(2, Math.min(word.length(), candidate.length()) / 3));
    }

    /** A hint to append to an error message: {@code ; did you mean "Sum"?}, or nothing where no word is near. */
    public static String hint(String word, Collection<String> known) {
        return of(word, known)
                .map(candidate -> "; did you mean " + PlainText.quote(candidate) + "?")
                .orElse("");
    }

    /**
     * The choice that a word names, in any case.
     *
     * @param parameter the parameter that the word was given for
     * @param word the word
     * @param choices all choices
     * @param name how a choice is named
     * @param wrong what is wrong with any other word: {@code is no rule}
     * @throws InvalidParameterException if it names none
     */
    public static <T> T choose(String parameter, String word, List<T> choices, Function<T, String> name, String wrong) {
        List<String> names = choices.stream().map(name).toList();
        for (T choice : choices) {
            if (name.apply(choice).equalsIgnoreCase(word)) {
                return choice;
            }
        }
        throw new InvalidParameterException(
                parameter, word, wrong + "; use " + String.join(", ", names) + hint(String.valueOf(word), names));
    }

    /** Levenshtein distance, with a swap of neighbours counted as one edit (optimal string alignment). */
    private static int distance(String a, String b) {
        // A word much longer than any known one is no misspelling of it, and must not cost quadratic time.
        if (a.length() > 100 || b.length() > 100) {
            return Integer.MAX_VALUE;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
