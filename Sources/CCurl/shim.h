#ifndef COUNSEL_CCURL_SHIM_H
#define COUNSEL_CCURL_SHIM_H

#include <curl/curl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/in.h>

/*
 * Swift imports no variadic functions, so each kind of argument of curl_easy_setopt, curl_easy_getinfo and
 * curl_multi_setopt gets a function with a type. They can go once Swift imports C variadics.
 */

/* Flags, numbers and milliseconds. */
static inline CURLcode counsel_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

/* Sizes that may pass 2 GiB where long has 32 bits. */
static inline CURLcode counsel_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/* Text, which libcurl copies. */
static inline CURLcode counsel_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

/* The body, in one go: libcurl copies as many bytes as it was told before, NUL bytes among them. */
static inline CURLcode counsel_curl_set_body(CURL *easy, const void *bytes, curl_off_t count) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes);
}

/* Header fields, which libcurl does not copy: the list must outlive the transfer. */
static inline CURLcode counsel_curl_set_headers(CURL *easy, struct curl_slist *list) {
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
}

/* What takes bytes of the reply; function and pointer belong together, so they are set together. */
typedef size_t (*counsel_curl_sink)(char *bytes, size_t size, size_t count, void *context);

/* The body's sink. */
static inline CURLcode counsel_curl_set_body_sink(CURL *easy, counsel_curl_sink sink, void *context) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, sink);
    return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
}

/* The sink of header lines, trailers among them. */
static inline CURLcode counsel_curl_set_header_sink(CURL *easy, counsel_curl_sink sink, void *context) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, sink);
    return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
}

/* What opens sockets, and so sees each address after the name was resolved. */
static inline CURLcode counsel_curl_set_socket_opener(CURL *easy, curl_opensocket_callback opener, void *context) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, opener);
    return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
}

/* http and https only; 7.85 brought the option with names and deprecated the one with bits. */
static inline CURLcode counsel_curl_set_http_only(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/* Lets a slow name server finish on its own thread; without it, giving up waits for getaddrinfo. Since 7.87. */
static inline CURLcode counsel_curl_set_unwaiting(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075700
    return curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)easy;
    return CURLE_OK;
#endif
}

/* Numbers of a finished transfer. */
static inline CURLcode counsel_curl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

/* Sizes and seconds of a finished transfer. */
static inline CURLcode counsel_curl_get_size(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

/* Text of a finished transfer, which libcurl owns. */
static inline CURLcode counsel_curl_get_text(CURL *easy, CURLINFO info, const char **value) {
    return curl_easy_getinfo(easy, info, value);
}

/* Numbers of the whole set of transfers. */
static inline CURLMcode counsel_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/* The result in a message, which is a member of a union. */
static inline CURLcode counsel_curl_result(const CURLMsg *message) {
    return message->data.result;
}

/* The bytes of an IP address: 4, 16 or, for another family, 0; `sockaddr` is a family of types in disguise. */
static inline size_t counsel_curl_address(const struct curl_sockaddr *address, unsigned char bytes[16]) {
    if (address->family == AF_INET && address->addrlen >= sizeof(struct sockaddr_in)) {
        memcpy(bytes, &((const struct sockaddr_in *)(const void *)&address->addr)->sin_addr, 4);
        return 4;
    }
    if (address->family == AF_INET6 && address->addrlen >= sizeof(struct sockaddr_in6)) {
        memcpy(bytes, &((const struct sockaddr_in6 *)(const void *)&address->addr)->sin6_addr, 16);
        return 16;
    }
    return 0;
}

/* What libcurl does itself when no opener is set, but closed in child processes. */
static inline curl_socket_t counsel_curl_open_socket(const struct curl_sockaddr *address) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* CURLOPT_NOSIGNAL leaves SIGPIPE to us: blocked on the calling thread, a write to a closed peer is just an error. */
static inline int counsel_curl_block_sigpipe(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    return pthread_sigmask(SIG_BLOCK, &signals, NULL);
}

#endif
