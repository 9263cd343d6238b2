#define _POSIX_C_SOURCE 200809L

#include "park.h"

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int park_control(const char *what, const char *action, const char *body) {
  const char *url = getenv("WELINKPARK_CONTROL_URL"), *message;
  char host[128], port[16], base[128] = "", request[800], answer[4096];
  struct addrinfo hints, *address = NULL;
  size_t length = 0;
  ssize_t part;
  int line, size;
  if (url == NULL || sscanf(url, "http://%127[^:]:%15[0-9]%127s", host, port, base) < 2) {
    fprintf(stderr, "run this with `welinkpark sandbox -- ...`: a real park cannot be told to let a car arrive\n");
    return -1;
  }
  memset(&hints, 0, sizeof hints);
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host, port, &hints, &address) != 0) return -1;
  line = socket(address->ai_family, SOCK_STREAM, 0);
  if (line < 0 || connect(line, address->ai_addr, address->ai_addrlen) != 0) {
    freeaddrinfo(address);
    return -1;
  }
  freeaddrinfo(address);
  size = snprintf(request, sizeof request,
                  "POST %s/%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n%s", base, action,
                  host, strlen(body), body);
  if (write(line, request, (size_t)size) != size) return -1;
  while (length < sizeof answer - 1 && (part = read(line, answer + length, sizeof answer - 1 - length)) > 0)
    length += (size_t)part;
  close(line);
  answer[length] = '\0';
  if (strncmp(answer, "HTTP/1.1 200", 12) != 0) return -1;
  message = strstr(answer, "\"message\":\"");
  if (message != NULL) {
    message += strlen("\"message\":\"");
    printf("%s: %.*s\n", what, (int)strcspn(message, "\""), message);
  } else {
    printf("%s\n", what);
  }
  return 0;
}

void park_time(char text[20], long seconds) {
  time_t moment = time(NULL) + seconds + 8 * 3600; /* China is 8 hours ahead of UTC */
  struct tm parts;
  gmtime_r(&moment, &parts);
  strftime(text, 20, "%Y-%m-%d %H:%M:%S", &parts);
}
