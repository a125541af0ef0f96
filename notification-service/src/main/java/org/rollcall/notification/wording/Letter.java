package org.rollcall.notification.wording;

/** A mail in words: the same content as plain text and as HTML. */
public record Letter(String subject, String text, String html) {}
