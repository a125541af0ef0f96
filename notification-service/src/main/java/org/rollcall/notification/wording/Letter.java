package org.rollcall.notification.wording;

import org.jspecify.annotations.Nullable;

/**
 * A mail in words: the same content as plain text and as HTML.
 *
 * @param entry what an appointment is called in a calendar; null for a letter that makes none
 */
public record Letter(
        String subject, String text, String html, @Nullable String entry) {}
