package org.rollcall.notification.invitation;

/**
 * An iCalendar object.
 *
 * @param method what the calendar is to do with it: REQUEST or CANCEL
 */
public record Invitation(String method, String calendar) {

    /** The content type of its part of a mail; the method stands there too (RFC 6047). */
    public String contentType() {
        return "text/calendar; charset=UTF-8; method=" + method;
    }
}
