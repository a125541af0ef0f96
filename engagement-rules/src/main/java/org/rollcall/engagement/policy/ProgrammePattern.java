package org.rollcall.engagement.policy;

import java.util.regex.Pattern;

/** Names programmes by their code, or by a pattern in which {@code *} stands for any characters: {@code *-NURS*}. */
public final class ProgrammePattern {

    private final String text;
    private final Pattern pattern;

    public ProgrammePattern(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a programme code or pattern must not be blank");
        }
        this.text = text;
        this.pattern = Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q") + "\\E");
    }

    boolean matches(String programmeCode) {
        return pattern.matcher(programmeCode).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
