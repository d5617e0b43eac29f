package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What every error about a parameter must be: one line that names the parameter and shows the value. */
public final class Errors {

    private Errors() {}

    /** Runs what must be refused, and returns the message after checking its form. */
    public static String refused(String parameter, Object value, Executable action) {
        InvalidParameterException error = assertThrows(InvalidParameterException.class, action);
        checkForm(parameter, value, error);
        return error.getMessage();
    }

    static void checkForm(String parameter, Object value, InvalidParameterException error) {
        String message = error.getMessage();
        assertThat(error.parameter(), org.hamcrest.Matchers.equalTo(parameter));
        assertThat(message, startsWith(parameter + ": " + PlainText.quote(value) + " "));
        checkOneLine(message);
    }

    /** A line of a log that nobody can mistake for two, or read backwards. */
    public static void checkOneLine(String message) {
        assertThat(message.length(), lessThan(2_300));
        message.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE) {
                throw new AssertionError(String.format("U+%04X in: %s", c, message));
            }
        });
    }

    /** Runs what may be refused, but only in the right form. */
    static void returnsOrRefuses(String parameter, String value, Executable action) throws Throwable {
        try {
            action.execute();
        } catch (InvalidParameterException e) {
            checkForm(parameter, value, e);
        }
    }

    /** Also checks that the message says what would be right. */
    public static void refusedSaying(String right, String parameter, Object value, Executable action) {
        assertThat(refused(parameter, value, action), containsString(right));
    }
}
