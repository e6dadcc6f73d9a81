package window

// #include <malloc.h>
// #ifndef M_ARENA_MAX // not every C library divides its heap
// #define M_ARENA_MAX 0
// #endif
import "C"

// keepOneHeap spares 30 MB after a morning's work: SQLite and GTK allocate on whatever thread Go runs them, and the GNU C
// library keeps heaps of its own for several threads, none of which gives back what another could use (mallopt(3),
// M_ARENA_MAX).
func keepOneHeap() { C.mallopt(C.M_ARENA_MAX, 1) }
