package org.rollcall.notification.sending;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

/**
 * What may stand in a header. A line break in a name would begin a header of its own choice, so it is refused and not
 * mended: whoever put it there should be found.
 */
final class Header {

    private Header() {}

    /** The value, if it holds nothing that ends a line or steers a terminal. */
    static String checked(String header, String value) throws ParseException {
        if (value.codePoints().anyMatch(Header::controls)) {
            throw new ParseException(header + " holds a control character");
        }
        return value;
    }

    /** An address that every mail server can carry, with the name of whoever is there; the name may be empty. */
    static InternetAddress address(String address, String name) throws MessagingException {
        checked("The address", address);
        checked("The name", name);
        if (!address.chars().allMatch(character -> character < 0x80)) {
            throw new AddressException("The address has characters outside ASCII", address);
        }
        var parsed = new InternetAddress(address, true);
        if (!parsed.getAddress().equals(address)) {
            throw new AddressException("Not an address alone", address);
        }
        try {
            if (!name.isEmpty()) {
                parsed.setPersonal(name, StandardCharsets.UTF_8.name());
            }
            return parsed;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean controls(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
