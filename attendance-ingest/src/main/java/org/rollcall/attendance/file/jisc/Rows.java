package org.rollcall.attendance.file.jisc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides a file into lines and fields. A library's parser ends, or swallows the rest of the file, at the first quote that
 * is out of place; here that costs the one line, because the lines beside it are other students' attendance. A fault never
 * reaches further than {@value #LONGEST} bytes, and nothing longer is ever held.
 */
public final class Rows {

    /** No line of the binding comes near it. */
    static final int LONGEST = 64 * 1024;

    /** Nor does a description run over so many lines. */
    private static final int MOST_LINES = 100;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream bytes;
    private final char delimiter;
    /** Lines that were read in the hope of a closing quote. */
    private final Deque<Line> ahead = new ArrayDeque<>();

    private int line;
    private long position;

    /**
     * Rows from a place in a file on.
     *
     * @param bytes beginning at that place
     * @param line the number of the line that begins there, from 1
     * @param position the first byte of that line
     */
    public Rows(InputStream bytes, char delimiter, int line, long position) {
        this.bytes = bytes;
        this.delimiter = delimiter;
        this.line = line;
        this.position = position;
    }

    /** The next row; null at the end of the file. */
    public @Nullable Row next() throws IOException {
        var first = take();
        if (first == null) {
            return null;
        }
        if (first.tooLong) {
            return fault(first, "is longer than " + LONGEST + " bytes");
        }
        var text = new StringBuilder(first.text);
        var last = first;
        var further = new ArrayDeque<Line>();
        while (true) {
            var fields = new ArrayList<String>();
            switch (divide(text, fields)) {
                case DIVIDED -> {
                    return new Row(first.number, fields, null, last.number + 1, last.end);
                }
                case TEXT_AFTER_QUOTE -> {
                    return giveUp(first, further, "has text after a closing quote");
                }
                case QUOTE_OPEN -> {
                    var more = take();
                    if (more != null) {
                        further.addLast(more);
                    }
                    if (more == null
                            || more.tooLong
                            || further.size() > MOST_LINES
                            || text.length() + more.text.length() > LONGEST) {
                        return giveUp(first, further, "has a quote that is never closed");
                    }
                    text.append('\n').append(more.text);
                    last = more;
                }
            }
        }
    }

    private Row giveUp(Line first, Deque<Line> further, String fault) {
        while (!further.isEmpty()) {
            ahead.addFirst(further.removeLast());
        }
        return fault(first, fault);
    }

    private static Row fault(Line at, String fault) {
        return new Row(at.number, List.of(), fault, at.number + 1, at.end);
    }

    private enum Division {
        DIVIDED,
        QUOTE_OPEN,
        TEXT_AFTER_QUOTE
    }

    /** A field is quoted when it begins with a quote; a quote within it is doubled. Anywhere else a quote is a character. */
    private Division divide(CharSequence text, List<String> fields) {
        var at = 0;
        var length = text.length();
        var field = new StringBuilder();
        while (true) {
            field.setLength(0);
            if (at < length && text.charAt(at) == '"') {
                at++;
                var closed = false;
                while (at < length && !closed) {
                    var c = text.charAt(at++);
                    if (c != '"') {
                        field.append(c);
                    } else if (at < length && text.charAt(at) == '"') {
                        field.append('"');
                        at++;
                    } else {
                        closed = true;
                    }
                }
                if (!closed) {
                    return Division.QUOTE_OPEN;
                }
                if (at < length && text.charAt(at) != delimiter) {
                    return Division.TEXT_AFTER_QUOTE;
                }
            } else {
                while (at < length && text.charAt(at) != delimiter) {
                    field.append(text.charAt(at++));
                }
            }
            fields.add(field.toString());
            if (at >= length) {
                return Division.DIVIDED;
            }
            at++;
        }
    }

    private @Nullable Line take() throws IOException {
        return ahead.isEmpty() ? readLine() : ahead.removeFirst();
    }

    /** To the next line feed; a carriage return before it belongs to the end of the line. */
    private @Nullable Line readLine() throws IOException {
        var content = new ByteArrayOutputStream(256);
        var length = 0L;
        int read;
        while ((read = bytes.read()) >= 0) {
            length++;
            if (read == '\n') {
                break;
            }
            if (content.size() <= LONGEST) {
                content.write(read);
            }
        }
        if (length == 0) {
            return null;
        }
        var start = position == 0 ? mark(content.toByteArray()) : 0;
        position += length;
        var text = new String(content.toByteArray(), start, content.size() - start, StandardCharsets.UTF_8);
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        return new Line(line++, text, content.size() > LONGEST, position);
    }

    private static int mark(byte[] content) {
        for (var i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (content.length <= i || content[i] != BYTE_ORDER_MARK[i]) {
                return 0;
            }
        }
        return BYTE_ORDER_MARK.length;
    }

    private record Line(int number, String text, boolean tooLong, long end) {}
}
