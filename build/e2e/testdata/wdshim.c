// Preloaded into the release binary by the tests: lets WebKitWebDriver drive a Wails v2 (webkit2gtk-4.1) window.
// Wails does not allow automation; this makes the same view, allows automation in its context and hands the view
// to the driver.
#include <webkit2/webkit2.h>

static WebKitWebView *view;

static WebKitWebView *give_view(WebKitAutomationSession *session, gpointer data) { return view; }

static void started(WebKitWebContext *context, WebKitAutomationSession *session, gpointer data) {
    WebKitApplicationInfo *info = webkit_application_info_new();
    webkit_application_info_set_name(info, "balcao");
    webkit_application_info_set_version(info, 1, 0, 0);
    webkit_automation_session_set_application_info(session, info);
    webkit_application_info_unref(info);
    g_signal_connect(session, "create-web-view", G_CALLBACK(give_view), NULL);
}

GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager) {
    WebKitWebContext *context = webkit_web_context_get_default();
    webkit_web_context_set_automation_allowed(context, TRUE);
    g_signal_connect(context, "automation-started", G_CALLBACK(started), NULL);
    view = WEBKIT_WEB_VIEW(g_object_new(WEBKIT_TYPE_WEB_VIEW, "web-context", context,
        "user-content-manager", manager, "is-controlled-by-automation", TRUE, NULL));
    const char *script = g_getenv("PAGE_SCRIPT"); // runs before the page's own, to see it from its beginning
    if (script)
        webkit_user_content_manager_add_script(manager, webkit_user_script_new(script, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
            WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, NULL, NULL));
    return GTK_WIDGET(view);
}
