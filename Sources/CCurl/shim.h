// libcurl, loaded when it is first needed: linked, it would cost every start of the program 5 ms for the
// three dozen libraries that it needs itself. Types and constants are those of the header.
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#include <curl/curl.h>
#include <dlfcn.h>

// Macros that check the types of arguments, where a name is all that is wanted.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#define CCURL_FUNCTIONS(use)                                                                         \
  use(curl_global_init) use(curl_easy_init) use(curl_easy_cleanup) use(curl_easy_reset)              \
  use(curl_easy_setopt) use(curl_easy_getinfo) use(curl_easy_strerror) use(curl_easy_pause)          \
  use(curl_slist_append) use(curl_slist_free_all) use(curl_multi_init) use(curl_multi_cleanup)       \
  use(curl_multi_add_handle) use(curl_multi_remove_handle) use(curl_multi_perform)                   \
  use(curl_multi_poll) use(curl_multi_info_read) use(curl_multi_setopt)

#define CCURL_POINTER(function) __typeof__(&function) function;
typedef struct {
  CCURL_FUNCTIONS(CCURL_POINTER)
} ccurl_library;

#define CCURL_FIND(function)                                                                         \
  if (!(library->function = (__typeof__(library->function))dlsym(handle, #function))) return 0;

// Loads the library of this name; 0 when there is none or it lacks a function.
static inline int ccurl_load(const char *name, ccurl_library *library) {
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return 0;
  CCURL_FUNCTIONS(CCURL_FIND)
  return library->curl_global_init(CURL_GLOBAL_ALL) == CURLE_OK;
}

// The functions, called through the table.

static inline CURL *ccurl_make(const ccurl_library *library) { return library->curl_easy_init(); }
static inline void ccurl_free(const ccurl_library *library, CURL *handle) { library->curl_easy_cleanup(handle); }
static inline void ccurl_reset(const ccurl_library *library, CURL *handle) { library->curl_easy_reset(handle); }

static inline void ccurl_resume(const ccurl_library *library, CURL *handle) {
  library->curl_easy_pause(handle, CURLPAUSE_CONT);
}

static inline const char *ccurl_words(const ccurl_library *library, CURLcode code) {
  return library->curl_easy_strerror(code);
}

static inline struct curl_slist *ccurl_append(
    const ccurl_library *library, struct curl_slist *list, const char *text) {
  return library->curl_slist_append(list, text);
}

static inline void ccurl_free_list(const ccurl_library *library, struct curl_slist *list) {
  library->curl_slist_free_all(list);
}

static inline CURLM *ccurl_make_multi(const ccurl_library *library) { return library->curl_multi_init(); }
static inline void ccurl_free_multi(const ccurl_library *library, CURLM *multi) { library->curl_multi_cleanup(multi); }

static inline CURLMcode ccurl_add(const ccurl_library *library, CURLM *multi, CURL *handle) {
  return library->curl_multi_add_handle(multi, handle);
}

static inline void ccurl_remove(const ccurl_library *library, CURLM *multi, CURL *handle) {
  library->curl_multi_remove_handle(multi, handle);
}

static inline CURLMcode ccurl_perform(const ccurl_library *library, CURLM *multi, int *running) {
  return library->curl_multi_perform(multi, running);
}

static inline CURLMcode ccurl_poll(const ccurl_library *library, CURLM *multi, int milliseconds) {
  return library->curl_multi_poll(multi, NULL, 0, milliseconds, NULL);
}

// The next transfer that has finished; 0 when there is none.
static inline int ccurl_next_finished(const ccurl_library *library, CURLM *multi, CURL **handle, CURLcode *code) {
  int left;
  const CURLMsg *message;
  while ((message = library->curl_multi_info_read(multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    *handle = message->easy_handle;
    *code = message->data.result;
    return 1;
  }
  return 0;
}

// Variadic functions, once for each type of value.

static inline CURLcode ccurl_set_long(
    const ccurl_library *library, CURL *handle, CURLoption option, long value) {
  return library->curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_size(
    const ccurl_library *library, CURL *handle, CURLoption option, curl_off_t value) {
  return library->curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_text(
    const ccurl_library *library, CURL *handle, CURLoption option, const char *value) {
  return library->curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_pointer(
    const ccurl_library *library, CURL *handle, CURLoption option, const void *value) {
  return library->curl_easy_setopt(handle, option, value);
}

typedef size_t (*ccurl_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode ccurl_set_callback(
    const ccurl_library *library, CURL *handle, CURLoption option, ccurl_callback value) {
  return library->curl_easy_setopt(handle, option, value);
}

static inline CURLMcode ccurl_limit_connections(const ccurl_library *library, CURLM *multi, long count) {
  return library->curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, count);
}

static inline long ccurl_long_info(const ccurl_library *library, CURL *handle, CURLINFO info) {
  long value = 0;
  library->curl_easy_getinfo(handle, info, &value);
  return value;
}

#endif
