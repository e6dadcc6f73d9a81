package window

// The GNU C library keeps heaps of its own for several threads, none of which gives back what another could use, and
// SQLite and GTK allocate on whatever thread Go runs them: one heap spares 30 MB after a morning's work (mallopt(3),
// M_ARENA_MAX). It has to be said before main, because Go's first threads have allocated by then.

// #include <malloc.h>
// #ifdef M_ARENA_MAX // not every C library divides its heap
// __attribute__((constructor)) static void keep_one_heap(void) { mallopt(M_ARENA_MAX, 1); }
// #endif
import "C"
