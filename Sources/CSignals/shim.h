// Signals as a descriptor, to be waited for beside others: Swift's Glibc leaves it out.
#ifndef CSIGNALS_SHIM_H
#define CSIGNALS_SHIM_H

#include <signal.h>
#include <sys/signalfd.h>

#endif
