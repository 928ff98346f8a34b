/* Records what a program writes below a folder (RECORD_BELOW) into a log (RECORD_TO, if any): LD_PRELOAD it.
   A record is a line "operation path to offset length" with blanks in paths as 0x01, and so many bytes.
   With fault_at set, the disk is full from that write on (fault_kind 1), or the program is killed there (2). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 4096
#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))
static char *names[MOST];
#define NAME(fd) ((fd) >= 0 && (fd) < MOST ? names[fd] : NULL)
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static int out = -1;
int fault_at = 0, fault_kind = 0, written = 0;
typedef ssize_t (*write_f)(int, const void *, size_t);

static int ours(const char *path) {
  const char *below = getenv("RECORD_BELOW");
  return below && path && strncmp(path, below, strlen(below)) == 0;
}

static int fails(const char *path) {
  if (!ours(path)) return 0;
  written++;
  if (!fault_at || written < fault_at) return 0;
  if (fault_kind == 2) kill(getpid(), SIGKILL);
  errno = ENOSPC;
  return 1;
}

/* What is there already can be written over on a full disk; only what makes a file longer fails. */
static int fails_at(int fd, long long end) {
  struct stat now;
  int is_longer = NAME(fd) && (fstat(fd, &now) != 0 || end > (long long)now.st_size);
  if (!is_longer && fault_kind == 1) return NAME(fd) ? (written++, 0) : 0;
  return fails(NAME(fd));
}

static void put(const char *what, const char *path, const char *to, long long at, const void *data, size_t size) {
  if (!getenv("RECORD_TO")) return;
  char head[9000], plain[4096], other[4096];
  snprintf(plain, sizeof plain, "%s", path);
  snprintf(other, sizeof other, "%s", to ? to : "-");
  for (char *c = plain; *c; c++) if (*c == ' ') *c = 1;
  for (char *c = other; *c; c++) if (*c == ' ') *c = 1;
  int n = snprintf(head, sizeof head, "%s %s %s %lld %zu\n", what, plain, other, at, size);
  write_f real = REAL(write_f, "write");
  if (out < 0) out = REAL(int (*)(const char *, int, ...), "open64")(getenv("RECORD_TO"), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (real(out, head, n) < 0) abort();
  for (size_t done = 0; done < size;) {
    ssize_t step = real(out, (const char *)data + done, size - done);
    if (step < 0) abort();
    done += step;
  }
}

#define LOCKED(...) do { pthread_mutex_lock(&one); __VA_ARGS__; pthread_mutex_unlock(&one); } while (0)

static int opened(int fd, const char *path, int flags) {
  if (fd >= 0 && fd < MOST) LOCKED(free(names[fd]); names[fd] = ours(path) ? strdup(path) : NULL;
    if (names[fd] && (flags & O_CREAT)) put("create", path, NULL, 0, "", 0);
    if (names[fd] && (flags & O_TRUNC)) put("truncate", path, NULL, 0, "", 0));
  return fd;
}

#define OPEN(function) int function(const char *path, int flags, ...) { \
  va_list rest; va_start(rest, flags); mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; va_end(rest); \
  if ((flags & (O_CREAT | O_TRUNC)) && fails(path)) return -1; \
  return opened(REAL(int (*)(const char *, int, ...), #function)(path, flags, mode), path, flags); }
OPEN(open) OPEN(open64)

int close(int fd) {
  if (NAME(fd)) LOCKED(free(names[fd]); names[fd] = NULL);
  return REAL(int (*)(int), "close")(fd);
}

ssize_t write(int fd, const void *data, size_t size) {
  if (fails_at(fd, (long long)lseek(fd, 0, SEEK_CUR) + size)) return -1;
  ssize_t done = REAL(write_f, "write")(fd, data, size);
  if (NAME(fd) && done > 0) LOCKED(put("write", names[fd], NULL, (long long)lseek(fd, 0, SEEK_CUR) - done, data, done));
  return done;
}

#define PWRITE(function) ssize_t function(int fd, const void *data, size_t size, off_t at) { \
  if (fails_at(fd, (long long)at + size)) return -1; \
  ssize_t done = REAL(ssize_t (*)(int, const void *, size_t, off_t), #function)(fd, data, size, at); \
  if (NAME(fd) && done > 0) LOCKED(put("write", names[fd], NULL, at, data, done)); \
  return done; }
PWRITE(pwrite) PWRITE(pwrite64)

#define TRUNCATE(function) int function(int fd, off_t size) { \
  if (fails_at(fd, size)) return -1; \
  int done = REAL(int (*)(int, off_t), #function)(fd, size); \
  if (NAME(fd) && done == 0) LOCKED(put("truncate", names[fd], NULL, size, "", 0)); \
  return done; }
TRUNCATE(ftruncate) TRUNCATE(ftruncate64)

#define SYNC(function) int function(int fd) { \
  if (fails_at(fd, 0)) return -1; \
  int done = REAL(int (*)(int), #function)(fd); \
  if (NAME(fd) && done == 0) LOCKED(put("sync", names[fd], NULL, 0, "", 0)); \
  return done; }
SYNC(fsync) SYNC(fdatasync)

#define TWO(function, what) int function(const char *from, const char *to) { \
  if (fails(to)) return -1; \
  int done = REAL(int (*)(const char *, const char *), #function)(from, to); \
  if (done == 0 && ours(to)) LOCKED(put(what, from, to, 0, "", 0)); \
  return done; }
TWO(rename, "rename") TWO(link, "link")

#define ONE(function, what) int function(const char *path) { \
  int done = REAL(int (*)(const char *), #function)(path); \
  if (done == 0 && ours(path)) LOCKED(put(what, path, NULL, 0, "", 0)); \
  return done; }
ONE(unlink, "unlink") ONE(rmdir, "rmdir")

int linkat(int a, const char *from, int b, const char *to, int flags) {
  if (fails(to)) return -1;
  int done = REAL(int (*)(int, const char *, int, const char *, int), "linkat")(a, from, b, to, flags);
  if (done == 0 && ours(to)) LOCKED(put("link", from, to, 0, "", 0));
  return done;
}

int unlinkat(int at, const char *path, int flags) {
  char whole[4096];
  const char *folder = NAME(at);
  snprintf(whole, sizeof whole, "%s%s%s", folder ? folder : "", folder ? "/" : "", path);
  int done = REAL(int (*)(int, const char *, int), "unlinkat")(at, path, flags);
  if (done == 0 && ours(whole)) LOCKED(put(flags & AT_REMOVEDIR ? "rmdir" : "unlink", whole, NULL, 0, "", 0));
  return done;
}

int mkdir(const char *path, mode_t mode) {
  if (fails(path)) return -1;
  int done = REAL(int (*)(const char *, mode_t), "mkdir")(path, mode);
  if (done == 0 && ours(path)) LOCKED(put("mkdir", path, NULL, 0, "", 0));
  return done;
}
