package io.jenkins.plugins.tlserrorgate.metrics;

/**
 * A parameter has a value that the gate can't work with. The message is one line that names the parameter, the value
 * and what would be right; it is meant for the person who wrote the pipeline and never carries a secret.
 */
public final class InvalidParameterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * @param parameter the name of the parameter as the user writes it
     * @param value the value given, shortened and freed of control characters before it is shown
     * @param problem what is wrong and what would be right, as the rest of the sentence that begins with the value
     */
    public InvalidParameterException(String parameter, Object value, String problem) {
        super(parameter + ": " + PlainText.quote(value) + " " + PlainText.oneLine(problem));
        this.parameter = parameter;
    }

    /** The name of the parameter as the user writes it. */
    public String parameter() {
        return parameter;
    }
}
