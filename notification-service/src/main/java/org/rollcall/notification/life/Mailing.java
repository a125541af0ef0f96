package org.rollcall.notification.life;

/** One line of the table of who gets what. */
public record Mailing(Template template, Recipient recipient) {}
