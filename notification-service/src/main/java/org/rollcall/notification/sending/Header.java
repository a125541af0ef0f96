package org.rollcall.notification.sending;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
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
        var ascii = ascii(address);
        var parsed = new InternetAddress(ascii, true);
        if (!parsed.getAddress().equals(ascii)) {
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

    /**
     * A domain in any script has a form in ASCII (RFC 5891). What stands before it has none: only servers that all speak
     * SMTPUTF8 could carry it, and nobody can tell before whether they do.
     */
    private static String ascii(String address) throws AddressException {
        var at = address.lastIndexOf('@') + 1;
        if (!isAscii(address.substring(0, at))) {
            throw new AddressException(
                    "The address has characters outside ASCII before the @, which not every mail server can carry (SMTPUTF8); the record needs another address",
                    address);
        }
        try {
            return isAscii(address)
                    ? address
                    : address.substring(0, at) + IDN.toASCII(address.substring(at), IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new AddressException("The address has no domain: " + e.getMessage(), address);
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    private static boolean controls(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
