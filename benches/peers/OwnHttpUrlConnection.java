import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A user's own client in Java: HttpURLConnection, javax.crypto and Jackson; harness.rs says how the driver uses it. */
public final class OwnHttpUrlConnection {
    // The document's sample credentials.
    static final String APP_ID = "289efb7512e54146273b982456b03f42ea93";
    static final byte[] SECRET_KEY = "27a06832a2214a4fa3b7105e4a72d370".getBytes(StandardCharsets.UTF_8);
    static final String PARK_ID = "10001088";
    static final String PERIOD =
            "{\"startTime\":\"2017-08-01 00:00:00\",\"endTime\":\"2017-08-31 23:59:59\",\"offset\":0,\"length\":1000}";

    static final ObjectMapper JSON = new ObjectMapper();
    static final ObjectReader ENVELOPES = JSON.readerFor(Envelope.class);
    static final ObjectReader AREAS = JSON.readerFor(Area[].class);
    static final ObjectReader CAR_RECORDS = JSON.readerFor(CarRecord[].class);

    static String baseUrl;
    static boolean cars;
    static boolean encrypt;
    static int count;

    public static void main(String[] arguments) throws Exception {
        baseUrl = arguments[0];
        cars = arguments[1].equals("cars");
        int concurrency = Integer.parseInt(arguments[2]);
        encrypt = arguments[3].equals("1");
        count = Integer.parseInt(arguments[4]);
        // So many connections are kept; the default is five.
        System.setProperty("http.maxConnections", String.valueOf(concurrency));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            long[] taken = new long[Integer.parseInt(line)];
            AtomicInteger next = new AtomicInteger();
            Runnable work = () -> {
                for (int call = next.getAndIncrement(); call < taken.length; call = next.getAndIncrement()) {
                    long begun = System.nanoTime();
                    call();
                    taken[call] = System.nanoTime() - begun;
                }
            };
            if (concurrency == 1) {
                work.run();
            } else {
                Thread[] threads = new Thread[concurrency];
                for (int index = 0; index < concurrency; index++) {
                    threads[index] = new Thread(work);
                    threads[index].start();
                }
                for (Thread thread : threads) {
                    thread.join();
                }
            }
            System.out.println(Arrays.stream(taken).mapToObj(Long::toString).collect(Collectors.joining(" ")));
        }
    }

    static void call() {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(url()).openConnection();
            connection.setRequestProperty("Accept", "application/json");
            byte[] body;
            try (InputStream stream = connection.getInputStream()) {
                body = stream.readAllBytes();
            }
            read(body);
        } catch (Exception exception) {
            exception.printStackTrace();
            System.exit(1);
        }
    }

    static String url() throws Exception {
        byte[] content = cars ? PERIOD.getBytes(StandardCharsets.UTF_8) : new byte[0];
        if (cars && encrypt) {
            content = desede(Cipher.ENCRYPT_MODE, content);
        }
        // In the order in which they are signed.
        Map<String, String> params = new LinkedHashMap<>();
        params.put("AppId", APP_ID);
        params.put("Nonce", String.valueOf(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE)));
        params.put("ParkId", PARK_ID);
        params.put("Timestamp", String.valueOf(System.currentTimeMillis() / 1000));
        params.put("content", Base64.getEncoder().encodeToString(content));
        params.put("encryptCode", cars && encrypt ? "1" : "0");
        params.put("zipCode", "0");
        StringBuilder canonical = new StringBuilder();
        StringBuilder url = new StringBuilder(baseUrl);
        url.append(cars ? "/passrecord/queryCarRecords?" : "/info/areas?");
        for (Map.Entry<String, String> param : params.entrySet()) {
            if (!param.getValue().isEmpty()) {
                canonical.append(canonical.length() == 0 ? "" : "&").append(param.getKey()).append('=').append(param.getValue());
            }
            url.append(param.getKey()).append('=').append(URLEncoder.encode(param.getValue(), StandardCharsets.UTF_8)).append('&');
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(SECRET_KEY, "HmacSHA1"));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        return url.append("Signature=").append(URLEncoder.encode(signature, StandardCharsets.UTF_8)).toString();
    }

    static byte[] desede(int mode, byte[] bytes) throws Exception {
        Cipher cipher = Cipher.getInstance("DESede");
        cipher.init(mode, new SecretKeySpec(SECRET_KEY, 0, 24, "DESede"));
        return cipher.doFinal(bytes);
    }

    static void read(byte[] body) throws Exception {
        Envelope envelope = ENVELOPES.readValue(body);
        if (!envelope.responseStatus.code.equals("0000")) {
            throw new IllegalStateException(envelope.responseStatus.message);
        }
        byte[] content = Base64.getDecoder().decode(envelope.responseData.content);
        if (envelope.responseData.zipCode.equals("1")) {
            content = new GZIPInputStream(new ByteArrayInputStream(content), 65536).readAllBytes();
        }
        if (envelope.responseData.encryptCode.equals("1")) {
            content = desede(Cipher.DECRYPT_MODE, content);
        }
        // Every record is looked at, as a program would.
        long records = 0;
        if (cars) {
            for (CarRecord record : CAR_RECORDS.<CarRecord[]>readValue(content)) {
                records += record.plateNumber.startsWith("粤B") ? 1 : 0;
            }
        } else {
            for (Area area : AREAS.<Area[]>readValue(content)) {
                records += area.areaName.startsWith("地面") ? 1 : 0;
            }
        }
        if (records != count) {
            throw new IllegalStateException("an answer has not all its records");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    static final class Envelope {
        public Status responseStatus;
        public Data responseData;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    static final class Status {
        public String code;
        public String message;
    }

    static final class Data {
        public String encryptCode;
        public String zipCode;
        public String content;
    }

    static final class Area {
        public long areaId;
        public String areaName;
        public int areaType;
    }

    static final class CarRecord {
        public String plateNumber;
        public String time;
        public long laneId;
        public String laneName;
        public int direction;
        public int authType;
        public int carType;
    }
}
