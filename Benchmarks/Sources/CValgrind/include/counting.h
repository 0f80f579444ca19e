#ifndef COUNTING_H
#define COUNTING_H

/// Forgets what was counted so far; does nothing outside callgrind.
void counting_begin(void);

/// Writes what was counted since `counting_begin` under this name.
void counting_end(const char *name);

#endif
