import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.DESedeKeySpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The protocol as a Java client of the platform does it, with nothing but the JDK.
 *
 * <p>It makes the expected values of the vectors, so it shares no code with the library under test.
 * {@code protocol.py} runs it ({@code java Make.java}) and talks to it in lines: one question per line
 * on stdin, one answer per line on stdout, fields separated by tabs, every text or byte field in base64.
 *
 * <pre>
 * sign    secret name value name value …           → canonical, signature
 * form    name value name value …                  → encoded
 * encode  key mode iv encrypt zip plain            → content
 * decode  key mode iv encrypt zip content          → "ok" and the text, or "error" and the stage
 * </pre>
 */
public final class Make {
    public static void main(String[] args) throws Exception {
        var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] fields = line.split("\t", -1);
            String[] given = Arrays.copyOfRange(fields, 1, fields.length);
            System.out.println(switch (fields[0]) {
                case "sign" -> sign(given);
                case "form" -> form(given);
                case "encode" -> encode(given);
                case "decode" -> decode(given);
                default -> throw new IllegalArgumentException(fields[0]);
            });
        }
    }

    /** Sections 4.2.2.1 to 4.2.2.3: sort, join, sign. */
    private static String sign(String[] fields) throws GeneralSecurityException {
        // Byte order, not UTF-16 order: the two differ once a name leaves the basic plane.
        Map<byte[], String[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
        for (int i = 1; i < fields.length; i += 2) {
            String name = text(fields[i]);
            String value = text(fields[i + 1]).trim();
            if (!name.equals("Signature") && !value.isEmpty()) {
                sorted.put(utf8(name), new String[] {name, value});
            }
        }
        var canonical = new StringBuilder();
        for (String[] pair : sorted.values()) {
            canonical.append(canonical.isEmpty() ? "" : "&");
            canonical.append(pair[0].replace('_', '.')).append('=').append(pair[1]);
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(bytes(fields[0]), "HmacSHA1"));
        byte[] signature = mac.doFinal(utf8(canonical.toString()));
        return base64(utf8(canonical.toString())) + "\t" + base64(signature);
    }

    /** {@link URLEncoder}, corrected to RFC 3986: blank, asterisk and tilde are where the two differ. */
    private static String form(String[] fields) {
        var encoded = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            encoded.append(i == 0 ? "" : "&").append(escape(fields[i])).append('=').append(escape(fields[i + 1]));
        }
        return encoded.toString();
    }

    private static String escape(String field) {
        return URLEncoder.encode(text(field), StandardCharsets.UTF_8)
                .replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    /** Section 4.1.4: encrypt, then compress, then base64. */
    private static String encode(String[] fields) throws Exception {
        byte[] data = bytes(fields[5]);
        if (fields[3].equals("1")) {
            data = cipher(Cipher.ENCRYPT_MODE, fields).doFinal(data);
        }
        if (fields[4].equals("1")) {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(data);
            }
            data = packed.toByteArray();
        }
        return base64(data);
    }

    /** The reverse, with the stage at which a wrong input is noticed. */
    private static String decode(String[] fields) throws Exception {
        byte[] data;
        try {
            data = Base64.getDecoder().decode(text(fields[5]).replace("\r", "").replace("\n", ""));
        } catch (IllegalArgumentException wrong) {
            return "error\tbase64";
        }
        if (fields[4].equals("1") && data.length > 0) {
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(data))) {
                data = gzip.readAllBytes();
            } catch (IOException wrong) {
                return "error\tgzip";
            }
        }
        if (fields[3].equals("1") && data.length > 0) {
            try {
                data = cipher(Cipher.DECRYPT_MODE, fields).doFinal(data);
            } catch (GeneralSecurityException wrong) {
                return "error\t3des";
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(data));
        } catch (CharacterCodingException wrong) {
            return "error\tutf-8";
        }
        return "ok\t" + base64(data);
    }

    /** "DESede" is what clients write, and means DESede/ECB/PKCS5Padding; DESedeKeySpec takes 24 bytes. */
    private static Cipher cipher(int direction, String[] fields) throws GeneralSecurityException {
        SecretKey key;
        try {
            key = SecretKeyFactory.getInstance("DESede").generateSecret(new DESedeKeySpec(bytes(fields[0])));
        } catch (java.security.InvalidKeyException wrong) {
            throw new IllegalArgumentException("key too short", wrong);
        }
        boolean cbc = fields[1].equals("cbc");
        Cipher cipher = Cipher.getInstance(cbc ? "DESede/CBC/PKCS5Padding" : "DESede");
        AlgorithmParameterSpec iv = cbc ? new IvParameterSpec(HexFormat.of().parseHex(fields[2])) : null;
        cipher.init(direction, key, iv);
        return cipher;
    }

    private static byte[] bytes(String field) {
        return Base64.getDecoder().decode(field);
    }

    private static String text(String field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }
}
