package org.rollcall.appeals.mailbox;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds in a text what may be the reference of a decision: words of the form of an id, and UUIDs within words. */
final class Mentions {

    private static final int LONGEST_TEXT = 200_000;
    private static final int MOST = 5_000;

    /** Possessive, so that no text makes it try again and again. */
    private static final Pattern WORD = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._:/+-]{0,63}+");

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Mentions() {}

    /** Those in the subject and in the text of a mail. */
    static Set<String> in(String subject, String text) {
        var mentioned = new LinkedHashSet<>(in(subject));
        mentioned.addAll(in(text));
        return mentioned;
    }

    static Set<String> in(String text) {
        var read = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        var found = new LinkedHashSet<String>();
        var uuids = UUID.matcher(read);
        while (uuids.find() && found.size() < MOST) {
            found.add(uuids.group());
            found.add(uuids.group().toLowerCase(Locale.ROOT));
        }
        var words = WORD.matcher(read);
        while (words.find() && found.size() < MOST) {
            found.add(withoutPunctuation(words.group()));
        }
        return found;
    }

    private static String withoutPunctuation(String word) {
        var end = word.length();
        while (end > 1 && !Character.isLetterOrDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(0, end);
    }
}
