package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @Test
    void lineBreaksBecomeSpacesSoThatNoLineIsForged() {
        assertThat(PlainText.oneLine("a\r\nFAIL: b\u2028c\u2029d\u0085e\tf"), is("a  FAIL: b c d e f"));
    }

    @Test
    void escapeSequencesAndBackspacesLoseTheirPower() {
        assertThat(PlainText.oneLine("\u001b[31mred\b\b\b"), is("[31mred"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0x061C, 0x200B,
                0xFEFF, 0xE0041
            })
    void whatTurnsOrHidesTextIsTakenOut(int codePoint) {
        assertThat(PlainText.oneLine("a" + Character.toString(codePoint) + "b"), is("a b"));
    }

    @Test
    void textOfAllTheWorldStays() {
        assertThat(
                PlainText.oneLine("Lastverteiler für Übergröße, 負荷分散, 🙂"),
                is("Lastverteiler für Übergröße, 負荷分散, 🙂"));
    }

    @Test
    void aValueIsQuotedAndNothingIsCalledNotSet() {
        assertThat(PlainText.quote("shop"), is("\"shop\""));
        assertThat(PlainText.quote(300), is("\"300\""));
        assertThat(PlainText.quote(null), is("(not set)"));
        assertThat(PlainText.oneLine(null), is(""));
    }

    @Test
    void aLongValueIsCutWithoutHalvingACharacter() {
        String quoted = PlainText.quote("🙂".repeat(100));
        assertThat(quoted, startsWith("\"🙂🙂"));
        assertThat(quoted, endsWith("🙂…\""));
        assertThat(quoted.length(), lessThanOrEqualTo(122));
        assertThat(PlainText.quote("x".repeat(121)), is("\"" + "x".repeat(119) + "…\""));
        assertThat(PlainText.quote("x".repeat(120)), is("\"" + "x".repeat(120) + "\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "7 | 7",
                "1234 | 1,234",
                "1234567.4 | 1,234,567",
                "2.345 | 2.35",
                "12.34 | 12.3",
                "123.4 | 123",
                "-3 | -3",
                "NaN | n/a"
            })
    void numbersReadTheSameInEveryLanguage(double value, String expected) {
        assertThat(PlainText.number(value), is(expected));
    }

    @Property
    void anyTextBecomesOneLineOfBoundedLength(@ForAll("texts") String text) {
        Errors.checkOneLine(PlainText.oneLine(text));
        Errors.checkOneLine(PlainText.quote(text));
        assertThat(PlainText.quote(text).length(), lessThanOrEqualTo(122));
    }

    @Property
    void whatIsCleanStaysAsItIs(@ForAll("texts") String text) {
        String once = PlainText.oneLine(text);
        assertThat(PlainText.oneLine(once), equalTo(once));
    }

    @Provide
    Arbitrary<String> texts() {
        return TextArbitraries.wide();
    }
}
