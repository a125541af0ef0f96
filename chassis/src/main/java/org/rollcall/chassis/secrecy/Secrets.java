package org.rollcall.chassis.secrecy;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.rollcall.chassis.ids.Ids;

/**
 * Encrypts what people wrote: AES-256 in GCM, each text with a nonce of its own, bound to the place where it is stored, so
 * that no text can be moved to another row unseen. A text names its key, so that keys can change: the first one configured
 * encrypts, all of them decrypt.
 */
@ApplicationScoped
public class Secrets {

    /** For a laptop and tests; the production profile refuses it. */
    static final String LOCAL = "local:YS1rZXktZm9yLWEtbGFwdG9wLWFuZC1mb3ItdGVzdHM=";

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int FINGERPRINT_BYTES = 16;
    private static final String MAC = "HmacSHA256";

    private final Ids ids;
    private final String current;
    private final Map<String, SecretKey> keys = new TreeMap<>();

    Secrets(Ids ids, @ConfigProperty(name = "rollcall.secrets.keys") Optional<List<String>> configured) {
        this.ids = ids;
        if (configured.isEmpty() && ConfigUtils.getProfiles().contains("prod")) {
            throw new IllegalStateException(
                    "rollcall.secrets.keys is not set: what people write is not kept without a key of this university's own");
        }
        var named = configured.orElse(List.of(LOCAL));
        for (var key : named) {
            var parts = key.split(":", 2);
            var bytes = parts.length == 2 ? Base64.getDecoder().decode(parts[1].strip()) : new byte[0];
            if (bytes.length != KEY_BYTES) {
                throw new IllegalStateException(
                        "rollcall.secrets.keys: each is written name:base64 and has 32 bytes; this one is not: "
                                + parts[0]);
            }
            keys.put(parts[0].strip(), new SecretKeySpec(bytes, "AES"));
        }
        current = named.getFirst().split(":", 2)[0].strip();
    }

    /**
     * Encrypts.
     *
     * @param place where it is stored; needed again to decrypt
     */
    public byte[] seal(String text, String place) {
        return seal(text.getBytes(StandardCharsets.UTF_8), place);
    }

    /** The same with what is no text: a scan, an attachment. */
    public byte[] seal(byte[] content, String place) {
        try {
            var name = current.getBytes(StandardCharsets.UTF_8);
            var nonce = HexFormat.of().parseHex(ids.hex(NONCE_BYTES));
            var encrypted =
                    cipher(Cipher.ENCRYPT_MODE, key(current), nonce, place).doFinal(content);
            return ByteBuffer.allocate(2 + name.length + NONCE_BYTES + encrypted.length)
                    .put(FORMAT)
                    .put((byte) name.length)
                    .put(name)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A text could not be encrypted", e);
        }
    }

    /** Decrypts; a text that was changed, or taken from another place, is a failure. */
    public String open(byte[] sealed, String place) {
        return new String(openBytes(sealed, place), StandardCharsets.UTF_8);
    }

    /** The same with what is no text. */
    public byte[] openBytes(byte[] sealed, String place) {
        try {
            var buffer = ByteBuffer.wrap(sealed);
            if (buffer.get() != FORMAT) {
                throw new IllegalStateException("A stored text has a form that is not known");
            }
            var name = new byte[buffer.get()];
            buffer.get(name);
            var nonce = new byte[NONCE_BYTES];
            buffer.get(nonce);
            var encrypted = new byte[buffer.remaining()];
            buffer.get(encrypted);
            var key = key(new String(name, StandardCharsets.UTF_8));
            return cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(encrypted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored text is not as it was written", e);
        }
    }

    /**
     * What a word can be found by without standing there: the same word gives the same fingerprint, and nobody without the
     * key can tell which word it was, or try some.
     */
    public String fingerprint(String word) {
        return fingerprint(word, key(current));
    }

    /** Its fingerprints under every key: it may have been written down under an older one. */
    public List<String> fingerprints(String word) {
        return keys.values().stream().map(key -> fingerprint(word, key)).toList();
    }

    private static String fingerprint(String word, SecretKey key) {
        try {
            // A key of its own, so that no key serves two purposes.
            var own = mac(key.getEncoded(), "fingerprints");
            return HexFormat.of().formatHex(mac(own, word), 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        }
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance(MAC);
        mac.init(new SecretKeySpec(key, MAC));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private SecretKey key(String name) {
        var key = keys.get(name);
        if (key == null) {
            throw new IllegalStateException("A stored text needs the key '%s'; there are %s"
                    .formatted(name, keys.keySet().stream().collect(Collectors.joining(", "))));
        }
        return key;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
