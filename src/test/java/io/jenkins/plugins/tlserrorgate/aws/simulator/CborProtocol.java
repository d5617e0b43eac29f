package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Smithy RPC v2 with CBOR: maps by member name, timestamps as tag 1 (seconds since the epoch). */
final class CborProtocol implements WireProtocol {
    private static final int EPOCH_TAG = 1;
    private static final String SHAPES = "com.amazonaws.cloudwatch.v2010_08_01#";
    private static final TypeReference<Map<String, Object>> STRUCTURE = new TypeReference<>() {};

    private final CBORFactory factory = new CBORFactory();
    private final ObjectMapper mapper = new ObjectMapper(factory);

    @Override
    public String contentType() {
        return "application/cbor";
    }

    @Override
    public Map<String, Object> decode(byte[] body) throws IOException {
        return body.length == 0 ? Map.of() : mapper.readValue(body, STRUCTURE);
    }

    @Override
    public byte[] encode(String operation, Map<String, Object> answer, String requestId) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator generator = factory.createGenerator(bytes)) {
            write(generator, answer);
        }
        return bytes.toByteArray();
    }

    @Override
    public byte[] encode(AwsError error, String requestId) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("__type", SHAPES + error.shape());
        body.put("message", error.getMessage());
        return encode("", body, requestId);
    }

    @Override
    public Map<String, String> headers(AwsError error) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("smithy-protocol", "rpc-v2-cbor");
        if (error != null) {
            headers.put("x-amzn-query-error", error.code() + ";" + error.fault());
        }
        return headers;
    }

    private static void write(CBORGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray(list, list.size());
            for (Object element : list) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Instant instant) {
            generator.writeTag(EPOCH_TAG);
            generator.writeNumber(instant.getEpochSecond() + instant.getNano() * 1e-9);
        } else if (value instanceof Double number) {
            generator.writeNumber(number.doubleValue());
        } else if (value instanceof Integer number) {
            generator.writeNumber(number.intValue());
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else {
            generator.writeString((String) value);
        }
    }
}
