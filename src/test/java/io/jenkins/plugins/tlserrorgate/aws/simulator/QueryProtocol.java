package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The Query protocol: form-encoded requests, answers in XML. */
final class QueryProtocol implements WireProtocol {
    private final String namespace;
    private final XMLOutputFactory factory = XMLOutputFactory.newInstance();

    /** @param namespace XML namespace of the service's answers */
    QueryProtocol(String namespace) {
        this.namespace = namespace;
    }

    @Override
    public String contentType() {
        return "text/xml";
    }

    @Override
    public Map<String, Object> decode(byte[] body) {
        return decodeForm(body);
    }

    /** The names and values of a form. */
    static Map<String, Object> decodeForm(byte[] body) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    @Override
    public byte[] encode(String operation, Map<String, Object> answer, String requestId) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(operation + "Result", answer);
        root.put("ResponseMetadata", Map.of("RequestId", requestId));
        return document(operation + "Response", root);
    }

    @Override
    public byte[] encode(AwsError error, String requestId) throws IOException {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("Type", error.fault());
        description.put("Code", error.code());
        description.put("Message", error.getMessage());
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("Error", description);
        root.put("RequestId", requestId);
        return document("ErrorResponse", root);
    }

    @Override
    public Map<String, String> headers(AwsError error) {
        return Map.of();
    }

    private byte[] document(String name, Map<String, Object> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = factory.createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartElement(name);
            writer.writeDefaultNamespace(namespace);
            write(writer, content);
            writer.writeEndElement();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(XMLStreamWriter writer, Object value) throws XMLStreamException {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                writer.writeStartElement((String) entry.getKey());
                write(writer, entry.getValue());
                writer.writeEndElement();
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                writer.writeStartElement("member");
                write(writer, element);
                writer.writeEndElement();
            }
        } else {
            writer.writeCharacters(value.toString());
        }
    }
}
