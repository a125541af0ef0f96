package org.rollcall.appeals.life;

import java.util.Locale;

/**
 * Names a person who acts. Two spellings that differ in capitals or in space around them are one person: independence
 * must not hang on how a name was typed.
 */
public record PersonId(String value) {

    private static final int LONGEST = 64;

    public PersonId {
        value = value.strip();
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A person's id has 1 to " + LONGEST + " characters, none of them a control character");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonId(var that) && that.equalsIgnoreCase(value);
    }

    @Override
    public int hashCode() {
        return value.toLowerCase(Locale.ROOT).hashCode();
    }
}
