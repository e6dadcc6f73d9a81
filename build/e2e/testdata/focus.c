// Gives the keyboard to the one window on the display ("in"), or to none ("out"), as a window manager does.
#include <X11/Xlib.h>
#include <string.h>

int main(int argc, char **argv) {
	Display *display = XOpenDisplay(NULL);
	Window root, parent, *windows;
	unsigned int count, i;
	if (argc != 2 || !display || !XQueryTree(display, DefaultRootWindow(display), &root, &parent, &windows, &count))
		return 1;
	Window target = None;
	for (i = 0; i < count && strcmp(argv[1], "in") == 0; i++) {
		XWindowAttributes is;
		if (XGetWindowAttributes(display, windows[i], &is) && is.map_state == IsViewable && is.width > 100)
			target = windows[i];
	}
	XSetInputFocus(display, target, RevertToNone, CurrentTime);
	XSync(display, False);
	return XCloseDisplay(display);
}
