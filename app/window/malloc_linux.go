package window

// #include <malloc.h>
// #ifndef M_ARENA_MAX // not every C library divides its heap
// #define M_ARENA_MAX 0
// #endif
import "C"

// SQLite and GTK allocate on whatever thread Go runs them, and the GNU C library keeps a heap of its own for each of
// some threads, none of which gives back what another could use: 30 MB more after a morning's work. One heap serves
// all (mallopt(3), M_ARENA_MAX).
func init() { C.mallopt(C.M_ARENA_MAX, 1) }
