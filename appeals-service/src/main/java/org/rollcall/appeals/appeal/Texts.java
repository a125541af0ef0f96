package org.rollcall.appeals.appeal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import org.rollcall.chassis.secrecy.Secrets;

/**
 * What is stored as text: deadlines and dossiers as JSON; statements, reasons and rulings sealed, each for the one column of
 * the one appeal that it stands in.
 */
@ApplicationScoped
public class Texts {

    private final ObjectMapper json;
    private final Secrets secrets;

    Texts(ObjectMapper json, Secrets secrets) {
        this.secrets = secrets;
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    byte[] seal(String appealId, String column, String text) {
        return secrets.seal(text, place(appealId, column));
    }

    String open(String appealId, String column, byte[] sealed) {
        return secrets.open(sealed, place(appealId, column));
    }

    private static String place(String appealId, String column) {
        return "appeals/" + appealId + "/" + column;
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
