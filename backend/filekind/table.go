package filekind

import "strings"

var (
	isZip  = opening("PK\x03\x04")
	isMP4  = inside("ftyp")
	isOgg  = opening("OggS")
	isWebM = opening("\x1A\x45\xDF\xA3")
)

// known is what may be shown or opened, by ending.
var known = map[string]File{
	"png":  {Picture, ".png", "image/png", opening("\x89PNG")},
	"jpg":  {Picture, ".jpg", "image/jpeg", opening("\xFF\xD8\xFF")},
	"jpeg": {Picture, ".jpg", "image/jpeg", opening("\xFF\xD8\xFF")},
	"gif":  {Picture, ".gif", "image/gif", opening("GIF8")},
	"webp": {Picture, ".webp", "image/webp", opening("RIFF")},

	"ogg":  {Sound, ".ogg", "audio/ogg", isOgg},
	"oga":  {Sound, ".ogg", "audio/ogg", isOgg},
	"opus": {Sound, ".ogg", "audio/ogg", isOgg},
	"mp3":  {Sound, ".mp3", "audio/mpeg", isMP3},
	"m4a":  {Sound, ".m4a", "audio/mp4", isMP4},
	"aac":  {Sound, ".aac", "audio/aac", isMP3},
	"amr":  {Sound, ".amr", "audio/amr", opening("#!AMR")},
	"wav":  {Sound, ".wav", "audio/wav", opening("RIFF")},
	"weba": {Sound, ".weba", "audio/webm", isWebM},

	"mp4":  {Film, ".mp4", "video/mp4", isMP4},
	"m4v":  {Film, ".mp4", "video/mp4", isMP4},
	"mov":  {Film, ".mov", "video/quicktime", isMP4},
	"3gp":  {Film, ".3gp", "video/3gpp", isMP4},
	"webm": {Film, ".webm", "video/webm", isWebM},

	"pdf":  {Document, ".pdf", "", inside("%PDF-")},
	"txt":  {Document, ".txt", "", isText},
	"docx": {Document, ".docx", "", isZip},
	"xlsx": {Document, ".xlsx", "", isZip},
	"pptx": {Document, ".pptx", "", isZip},
	"odt":  {Document, ".odt", "", isZip},
	"ods":  {Document, ".ods", "", isZip},
	"odp":  {Document, ".odp", "", isZip},
}

// byType gives the ending of a file whose name has none: telephones send such.
var byType = map[string]string{
	"image/png": "png", "image/jpeg": "jpg", "image/jpg": "jpg", "image/gif": "gif", "image/webp": "webp",
	"audio/ogg": "ogg", "audio/opus": "ogg", "audio/mpeg": "mp3", "audio/mp3": "mp3", "audio/mp4": "m4a", "audio/x-m4a": "m4a", "audio/aac": "aac",
	"audio/amr": "amr", "audio/wav": "wav", "audio/x-wav": "wav", "audio/webm": "weba",
	"video/mp4": "mp4", "video/quicktime": "mov", "video/3gpp": "3gp", "video/webm": "webm",
	"application/pdf": "pdf", "text/plain": "txt",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   "docx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         "xlsx",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
	"application/vnd.oasis.opendocument.text":                                   "odt",
	"application/vnd.oasis.opendocument.spreadsheet":                            "ods",
	"application/vnd.oasis.opendocument.presentation":                           "odp",
}

// dangerous are the endings that a system runs, mounts or installs, and those that carry a program inside.
var dangerous = set(`
	exe com bat cmd scr pif cpl msi msp mst msix msixbundle appx appxbundle application gadget dll ocx drv sys
	js jse mjs vbs vbe vb ws wsf wsh wsc sct hta ps1 ps1xml ps2 psm1 psd1 psc1 msh reg inf ins isp
	lnk url scf desktop website webloc library-ms search-ms searchconnector-ms settingcontent-ms appref-ms theme themepack
	iso img vhd vhdx vmdk dmg pkg mpkg app command workflow action scpt osx
	sh bash csh ksh zsh fish run bin appimage flatpakref snap deb rpm apk xapk aab ipa
	jar jnlp class py pyc pyw pyz pl rb php tcl lua
	docm dotm xlsm xltm xlam xlsb xll xla pptm potm ppam ppsm sldm mdb mde accdb accde ade adp one onepkg iqy slk oqy rqy
	svg svgz html htm xhtml xht shtml mht mhtml swf chm hlp rdp msc diagcab cab air`)

var dangerousTypes = set(`
	text/html application/xhtml+xml image/svg+xml multipart/related message/external-body
	text/javascript application/javascript application/x-javascript text/ecmascript application/ecmascript text/vbscript
	application/hta application/x-msdownload application/x-msdos-program application/x-dosexec application/exe application/x-exe
	application/vnd.microsoft.portable-executable application/x-executable application/x-elf application/x-mach-binary application/x-sharedlib
	application/x-sh application/x-csh application/x-shellscript text/x-sh text/x-shellscript text/x-python application/x-python-code application/x-perl
	application/x-bat application/x-msi application/x-ms-installer application/x-ms-shortcut application/x-mswinurl application/x-powershell
	application/java-archive application/x-java-archive application/x-java-jnlp-file application/vnd.android.package-archive
	application/x-iso9660-image application/x-cd-image application/x-raw-disk-image application/x-apple-diskimage application/vnd.debian.binary-package
	application/x-debian-package application/x-rpm application/x-redhat-package-manager application/x-shockwave-flash application/x-desktop`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
