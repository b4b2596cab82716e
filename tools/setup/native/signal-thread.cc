// Compiled into the TensorFlow binding. oneDNN's AVX-512 matrix kernels keep data where their stack pointer points, outside of any
// stack; a signal handler that the kernel starts on such a thread writes into that data. So a thread of our own takes the signals:
// the thread that loads the binding blocks them, and with it every thread that TensorFlow starts from there. Handlers run as before
// (Node's only write to a pipe, whichever thread they run on). Signals that a thread causes itself stay with it.
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static void* take_signals(void*) {
  for (;;) pause();
}

__attribute__((constructor)) static void keep_signals_from_tensorflow() {
  pthread_t thread;
  if (pthread_create(&thread, nullptr, take_signals, nullptr) != 0) return;
  pthread_detach(thread);
  sigset_t signals;
  sigfillset(&signals);
  const int own[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
  for (int signal : own) sigdelset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}
