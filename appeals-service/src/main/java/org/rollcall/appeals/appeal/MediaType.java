package org.rollcall.appeals.appeal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of evidence that are kept, told by their first bytes: what a sender calls a file is not believed, so that no
 * page or program is ever handed out as a picture.
 */
public enum MediaType {
    PDF("application/pdf", "%PDF-"),
    PNG("image/png", "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
    GIF("image/gif", "GIF8"),
    TIFF_LITTLE("image/tiff", "II*\0"),
    TIFF_BIG("image/tiff", "MM\0*");

    private final String type;
    private final byte[] beginning;

    MediaType(String type, String beginning) {
        this.type = type;
        this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
    }

    public String type() {
        return type;
    }

    /** What these bytes are; empty for nothing that is kept. */
    public static Optional<MediaType> of(byte[] content) {
        return Stream.of(values())
                .filter(type -> content.length >= type.beginning.length
                        && Arrays.equals(type.beginning, 0, type.beginning.length, content, 0, type.beginning.length))
                .findFirst();
    }
}
