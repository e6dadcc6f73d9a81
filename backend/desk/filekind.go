package desk

import "strings"

// FileKind sorts files by what a person does with them: looks at them, listens, watches, reads. The words are a
// contract of the command line.
type FileKind string

// The kinds. AnyFile is none of its own: it asks for a file of whatever kind.
const (
	AnyFile  FileKind = "any"
	Picture  FileKind = "picture"
	Audio    FileKind = "audio"
	Video    FileKind = "video"
	Document FileKind = "document"
)

// KindOfFile tells the kind by the media type, and by the name where the type says nothing. What is none of the
// others is a document.
func KindOfFile(mediaType, name string) FileKind {
	family, _, _ := strings.Cut(strings.ToLower(mediaType), "/")
	switch family {
	case "image":
		return Picture
	case "audio":
		return Audio
	case "video":
		return Video
	}
	if mediaType != "" && !strings.EqualFold(mediaType, "application/octet-stream") {
		return Document
	}
	return kindByName(name)
}

func kindByName(name string) FileKind {
	extension := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	switch extension {
	case "jpg", "jpeg", "png", "gif", "webp", "heic", "bmp", "tif", "tiff":
		return Picture
	case "ogg", "oga", "opus", "mp3", "m4a", "aac", "amr", "wav":
		return Audio
	case "mp4", "3gp", "mov", "avi", "mkv", "webm":
		return Video
	default:
		return Document
	}
}
