package org.rollcall.appeals.appeal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Names of files that come from outside: kept as text, never used as a path. */
public final class Names {

    private static final int LONGEST = 150;

    private Names() {}

    /** The last part of the name, without what no name needs. */
    public static String plain(@Nullable String name, String otherwise) {
        if (name == null) {
            return otherwise;
        }
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = last.codePoints()
                .filter(character -> !Character.isISOControl(character)
                        && Character.getType(character) != Character.FORMAT
                        && Character.getType(character) != Character.SURROGATE)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return plain.isEmpty() ? otherwise : plain;
    }

    /** As a header says it (RFC 6266), in any script. */
    public static String attachment(String name) {
        return "attachment; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
