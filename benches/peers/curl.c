/* A user's own client in C: libcurl, OpenSSL, zlib and cJSON. Many calls at a time go through one multi handle. */
#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <zlib.h>

#include "harness.h"

struct buffer {
    unsigned char *bytes;
    size_t length, room;
};

struct client {
    const struct bench_case *bench;
    CURL *curl;
    EVP_CIPHER_CTX *encrypt, *decrypt;
    struct buffer answer, decoded, unzipped;
    uint64_t begun;
};

static void reserve(struct buffer *buffer, size_t room) {
    if (buffer->room >= room)
        return;
    buffer->room = room * 2;
    buffer->bytes = realloc(buffer->bytes, buffer->room);
    if (!buffer->bytes)
        bench_fail("no memory");
}

static size_t keep(char *data, size_t size, size_t count, void *user) {
    struct buffer *answer = user;
    reserve(answer, answer->length + size * count + 1);
    memcpy(answer->bytes + answer->length, data, size * count);
    answer->length += size * count;
    answer->bytes[answer->length] = 0;
    return size * count;
}

static EVP_CIPHER_CTX *cipher(int encrypt) {
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    if (!context || !EVP_CipherInit_ex(context, EVP_des_ede3_ecb(), NULL, (const unsigned char *)SECRET_KEY, NULL, encrypt))
        bench_fail("no 3DES");
    return context;
}

static size_t crypt_bytes(EVP_CIPHER_CTX *context, const unsigned char *from, size_t length, unsigned char *to) {
    int written = 0, last = 0;
    if (!EVP_CipherInit_ex(context, NULL, NULL, NULL, NULL, -1) ||
        !EVP_CipherUpdate(context, to, &written, from, (int)length) ||
        !EVP_CipherFinal_ex(context, to + written, &last))
        bench_fail("3DES failed");
    return (size_t)(written + last);
}

static void start(struct client *client) {
    const struct bench_case *bench = client->bench;
    static const char period[] =
        "{\"startTime\":\"2017-08-01 00:00:00\",\"endTime\":\"2017-08-31 23:59:59\",\"offset\":0,\"length\":1000}";
    unsigned char sealed[256];
    char content[512] = "";
    bool encrypt = bench->cars && bench->encrypt;
    if (encrypt)
        EVP_EncodeBlock((unsigned char *)content, sealed,
                        (int)crypt_bytes(client->encrypt, (const unsigned char *)period, sizeof period - 1, sealed));
    else if (bench->cars)
        EVP_EncodeBlock((unsigned char *)content, (const unsigned char *)period, (int)sizeof period - 1);

    char canonical[1024], nonce[16];
    snprintf(nonce, sizeof nonce, "%ld", random());
    time_t now = time(NULL);
    int length = snprintf(canonical, sizeof canonical, "AppId=%s&Nonce=%s&ParkId=%s&Timestamp=%ld%s%s&encryptCode=%d&zipCode=0",
                          APP_ID, nonce, PARK_ID, (long)now, *content ? "&content=" : "", content, encrypt);
    unsigned char mac[EVP_MAX_MD_SIZE], signature[64];
    unsigned mac_length = 0;
    HMAC(EVP_sha1(), SECRET_KEY, (int)strlen(SECRET_KEY), (const unsigned char *)canonical, (size_t)length, mac, &mac_length);
    EVP_EncodeBlock(signature, mac, (int)mac_length);

    char *escaped = curl_easy_escape(client->curl, content, 0);
    char *signed_ = curl_easy_escape(client->curl, (const char *)signature, 0);
    char url[2048];
    snprintf(url, sizeof url,
             "%s%s?AppId=%s&Nonce=%s&ParkId=%s&Timestamp=%ld&content=%s&encryptCode=%d&zipCode=0&Signature=%s",
             bench->base_url, bench->cars ? "/passrecord/queryCarRecords" : "/info/areas", APP_ID, nonce, PARK_ID,
             (long)now, *content ? escaped : "", encrypt, signed_);
    curl_free(escaped);
    curl_free(signed_);
    curl_easy_setopt(client->curl, CURLOPT_URL, url);
    client->answer.length = 0;
    client->begun = bench_now();
}

static const char *text(const cJSON *object, const char *name) {
    const char *value = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
    if (!value)
        bench_fail(name);
    return value;
}

static const unsigned char *unzip(struct client *client, const unsigned char *bytes, size_t *length) {
    z_stream stream = {.next_in = (unsigned char *)bytes, .avail_in = (unsigned)*length};
    if (inflateInit2(&stream, 31) != Z_OK)
        bench_fail("no zlib");
    int status;
    do {
        reserve(&client->unzipped, stream.total_out + *length + 4096);
        stream.next_out = client->unzipped.bytes + stream.total_out;
        stream.avail_out = (unsigned)(client->unzipped.room - stream.total_out);
        status = inflate(&stream, Z_NO_FLUSH);
    } while (status == Z_OK);
    if (status != Z_STREAM_END)
        bench_fail("the content is not gzip");
    *length = stream.total_out;
    inflateEnd(&stream);
    return client->unzipped.bytes;
}

static void finish(struct client *client) {
    cJSON *envelope = cJSON_ParseWithLength((const char *)client->answer.bytes, client->answer.length);
    const cJSON *data = cJSON_GetObjectItemCaseSensitive(envelope, "responseData");
    if (strcmp(text(cJSON_GetObjectItemCaseSensitive(envelope, "responseStatus"), "code"), "0000") != 0)
        bench_fail("refused");
    const char *content = text(data, "content");
    size_t length = strlen(content);
    reserve(&client->decoded, length);
    size_t padding = length && content[length - 1] == '=' ? 1 + (content[length - 2] == '=') : 0;
    const unsigned char *bytes = client->decoded.bytes;
    length = (size_t)EVP_DecodeBlock(client->decoded.bytes, (const unsigned char *)content, (int)length) - padding;
    if (*text(data, "zipCode") == '1')
        bytes = unzip(client, bytes, &length);
    if (*text(data, "encryptCode") == '1') {
        struct buffer *target = bytes == client->decoded.bytes ? &client->unzipped : &client->decoded;
        reserve(target, length + 8);
        length = crypt_bytes(client->decrypt, bytes, length, target->bytes);
        bytes = target->bytes;
    }
    cJSON *list = cJSON_ParseWithLength((const char *)bytes, length);
    size_t records = 0;
    const cJSON *record;
    cJSON_ArrayForEach(record, list) {
        records += client->bench->cars ? strncmp(text(record, "plateNumber"), "粤B", 4) == 0
                                       : strncmp(text(record, "areaName"), "地面", 6) == 0;
    }
    bench_check(client->bench, records);
    cJSON_Delete(list);
    cJSON_Delete(envelope);
}

static void prepare(struct client *client, const struct bench_case *bench) {
    *client = (struct client){.bench = bench, .curl = curl_easy_init(), .encrypt = cipher(1), .decrypt = cipher(0)};
    curl_easy_setopt(client->curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(client->curl, CURLOPT_WRITEDATA, &client->answer);
    curl_easy_setopt(client->curl, CURLOPT_PRIVATE, client);
    curl_easy_setopt(client->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(client->curl, CURLOPT_PROXY, "");
}

static void one_after_the_other(struct client *client, uint64_t *taken, size_t calls) {
    for (size_t call = 0; call < calls; call++) {
        start(client);
        if (curl_easy_perform(client->curl) != CURLE_OK)
            bench_fail("no answer");
        finish(client);
        taken[call] = bench_now() - client->begun;
    }
}

static void side_by_side(CURLM *multi, struct client *clients, size_t concurrency, uint64_t *taken, size_t calls) {
    size_t begun = 0, ended = 0;
    for (; begun < concurrency && begun < calls; begun++) {
        start(&clients[begun]);
        curl_multi_add_handle(multi, clients[begun].curl);
    }
    while (ended < calls) {
        int running, left;
        if (curl_multi_perform(multi, &running) != CURLM_OK)
            bench_fail("no answer");
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
            if (message->data.result != CURLE_OK)
                bench_fail("no answer");
            struct client *client;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &client);
            curl_multi_remove_handle(multi, client->curl);
            finish(client);
            taken[ended++] = bench_now() - client->begun;
            if (begun < calls) {
                begun++;
                start(client);
                curl_multi_add_handle(multi, client->curl);
            }
        }
        if (ended < calls)
            curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
}

int main(int count, char **arguments) {
    if (count != 6)
        bench_fail("five arguments");
    struct bench_case bench = bench_from_arguments(arguments + 1);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    struct client *clients = calloc(bench.concurrency, sizeof *clients);
    if (!clients)
        bench_fail("no memory");
    for (size_t index = 0; index < bench.concurrency; index++)
        prepare(&clients[index], &bench);
    CURLM *multi = curl_multi_init();
    for (size_t calls; (calls = bench_next());) {
        uint64_t *taken = bench_times(calls);
        if (bench.concurrency == 1)
            one_after_the_other(clients, taken, calls);
        else
            side_by_side(multi, clients, bench.concurrency, taken, calls);
        bench_tell(taken, calls);
        free(taken);
    }
    return 0;
}
