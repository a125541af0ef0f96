package org.rollcall.chassis.event;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;

/** A header whose value is a text; one that many records share is made once. */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
record TextHeader(String key, byte[] value) implements Header {

    TextHeader(String key, String text) {
        this(key, text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
