package org.rollcall.notification.invitation;

/** Somebody who has to do with an appointment; the name may be empty. */
public record Party(String name, String address) {}
