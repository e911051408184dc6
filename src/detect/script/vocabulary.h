/*
 * The words that mean something to the script detector: keywords, types, methods, properties and
 * names of COM classes, each with what it does to a value.  Built once from const tables; shared
 * by all workers and never written again.
 */
#ifndef AXR_DETECT_SCRIPT_VOCABULARY_H
#define AXR_DETECT_SCRIPT_VOCABULARY_H

#include "base/arena.h"
#include "page/page.h"

/* What a value is made of: bits of axr_node.taint. */
enum axr_taint {
	AXR_T_CLIENT = 1 << 0,	/* text or bytes that the client sends */
	AXR_T_UPLOAD = 1 << 1,	/* a file that the client uploads, or its name */
	AXR_T_CONTROL = 1 << 2, /* what the client typed into a server control */
	AXR_T_STORED = 1 << 3,	/* session, application, cache, view state */
	AXR_T_NET = 1 << 4,	/* fetched from another machine */
	AXR_T_FILE = 1 << 5,	/* read from a file */
	AXR_T_NUMBER = 1 << 6,	/* was the client's, is a number now */
	AXR_T_DECODED = 1 << 7, /* went through base64, hex, Chr, Reverse, arithmetic, ... */
	AXR_T_DECRYPTED = 1 << 8,
	AXR_T_WHOLE = 1 << 9,	  /* of the client's: not joined with constant text on some way */
	AXR_T_LITERAL = 1 << 10,  /* a constant of the page is in it */
	AXR_T_BLOB = 1 << 11,	  /* a large encoded constant */
	AXR_T_PAGEPATH = 1 << 12, /* constant that names a server page: "x.aspx" */
	AXR_T_MARKUP = 1 << 13,	  /* constant that holds server code: "<%", "runat=server" */
	AXR_T_COMMAND = 1 << 14,  /* constant that names a command interpreter */
	AXR_T_REQUESTS = 1 << 15, /* constant that is code which reads the request */
	AXR_T_PATH_CLIENT = 1 << 16, /* of a writer: its path is the client's choice */
	AXR_T_PATH_PART = 1 << 17,   /* a part of its path is */
	AXR_T_PATH_PAGE = 1 << 18,   /* its path is a server page's */
	AXR_T_PATH_UPLOAD = 1 << 19, /* its path is an uploaded file's name */
	AXR_T_NAMED = 1 << 20,	 /* cut down to a file's bare name, or its directory taken off */
	AXR_T_MAPPED = 1 << 21,	 /* a path below the site: Server.MapPath and the like */
	AXR_T_ALTERED = 1 << 22, /* pieces cut out, replaced, put together again */
	AXR_T_WORDS = 1 << 23,	 /* a constant with words in it: a folder's name, say */
	AXR_T_ITSELF = 1 << 24,	 /* the path of this very page */
	AXR_T_RUNS = 1 << 27, /* constant that is code which runs text: eval, execute */
	AXR_T_PATH_SELF = 1 << 28, /* of a writer: its path is this very page's */
	AXR_T_PASSWORD = 1 << 29,  /* the client's, and asked for by a name that says password */
	AXR_T_PROGRAM = 1 << 26, /* constant that names a program: "x.exe" */
	AXR_T_FILLED = 1 << 30,	 /* path of a file into which what the client sends was put */
	AXR_T_UNSAFE = 1 << 25	 /* what JScript .NET's eval must be told to do all it can */
};

/* Kinds of object, as bit numbers of axr_node.kinds. */
enum axr_kind {
	AXR_K_NONE,
	AXR_K_SHELL,	  /* WScript.Shell */
	AXR_K_SHELLAPP,	  /* Shell.Application */
	AXR_K_FSO,	  /* Scripting.FileSystemObject */
	AXR_K_WRITER,	  /* open for writing to a file */
	AXR_K_STREAM,	  /* ADODB.Stream */
	AXR_K_CONNECTION, /* a database's */
	AXR_K_COMMAND,	  /* an SQL command */
	AXR_K_HTTP,	  /* WebClient, XMLHTTP, HttpWebRequest */
	AXR_K_SCRIPT,	  /* ScriptControl and other hosts of a script engine */
	AXR_K_XML,	  /* a DOM: TransformNode */
	AXR_K_XSLT,	  /* XslCompiledTransform, XslTransform */
	AXR_K_STARTINFO,  /* ProcessStartInfo */
	AXR_K_PROCESS,
	AXR_K_STDIN,	 /* a process's standard input */
	AXR_K_LOADED,	 /* an assembly loaded at run time, a type or an object of it */
	AXR_K_COMPILER,	 /* CodeDOM */
	AXR_K_FORMATTER, /* a deserialiser that makes any object */
	AXR_K_SOCKET,
	AXR_K_POWERSHELL,
	AXR_K_WMI,
	AXR_K_CIPHER,
	AXR_K_DIRECTORY, /* Folder, DirectoryInfo */
	AXR_K_METHOD,	 /* a dangerous method, by reflection */
	AXR_K_CREATED,	 /* of a class that the client names */
	AXR_K_CONTROL,	 /* a server control that the client fills in */
	AXR_K_UPLOADER,	 /* a file-upload control, or the file from it */
	AXR_K_CONTEXT,	 /* HttpContext: what it gives is looked at by name */
	AXR_K_CLSID,	 /* an object of a class known by its number alone */
	AXR_K_OTHER,	 /* something else: not what its name may suggest */
	AXR_K_DOMAIN,	 /* an application domain */
	AXR_K_RECORDSET, /* runs commands as it opens */
	AXR_K_WRAPPER,	 /* writes text or numbers to a path, or into a stream */
	AXR_K_BYTES,	 /* a stream that is no file: of a request, an answer, memory */
	AXR_K_PAGEPATHS, /* answers with paths of this page or site */
	AXR_K_FILE,	 /* FileInfo */
	AXR_K_ARCHIVE,	 /* ZipArchive */
	AXR_K_TYPELIB,	 /* Scriptlet.TypeLib: writes a script to a path */
	AXR_K_COUNT
};

static inline uint64_t axr_kind_bit(enum axr_kind kind)
{
	return kind ? UINT64_C(1) << kind : 0;
}

/* How a value passes along an edge, and so what a method or property does to it. */
enum axr_effect {
	AXR_E_COPY,    /* all of it; the default of a name that we do not know is AXR_E_DERIVE */
	AXR_E_DERIVE,  /* taint, but not what kind of object it is */
	AXR_E_NOTHING, /* a length, a comparison, a hash: nothing of it */
	AXR_E_NUMBER,  /* digits at most */
	AXR_E_CHAR,    /* a number becomes text again */
	AXR_E_DECODE,
	AXR_E_URL,     /* undoes the escapes of addresses: of a constant, that is hiding */
	AXR_E_DECRYPT,
	AXR_E_PART,    /* joined with constant text */
	AXR_E_UPLOAD,  /* the client's files */
	AXR_E_NAME,    /* a path's last component */
	AXR_E_MAP,     /* to a path below the site */
	AXR_E_CONTROL, /* the value of a control, if it is one */
	AXR_E_PATH,    /* becomes the path of a writer */
	AXR_E_CREATE,  /* makes an object of the class that the literal names */
	AXR_E_ALTER,   /* cut, replaced, joined */
	AXR_E_TAINT,   /* taint alone, into an object that it is put into */
	AXR_E_FILL,    /* what is put into a file, to the file's path */
	AXR_E_PATTERN  /* what is looked for in a text, or put in its place */
};

/* Places where a value does harm; rules.c says which values at which place. */
enum axr_sink {
	AXR_S_NONE,
	AXR_S_EVAL,
	AXR_S_EXEC,
	AXR_S_LOAD,
	AXR_S_COMPILE,
	AXR_S_XSLT,
	AXR_S_XAML,
	AXR_S_POWERSHELL,
	AXR_S_DESERIALISE,
	AXR_S_WRITE,	/* path and content in one call */
	AXR_S_CONTENT,	/* content into a writer */
	AXR_S_SAVE,	/* a stream, or an upload, to a path */
	AXR_S_DOWNLOAD, /* a URL to a path */
	AXR_S_COPY,
	AXR_S_DELETE,
	AXR_S_READ,
	AXR_S_LIST,
	AXR_S_DIRECTORY, /* LDAP */
	AXR_S_TEMPLATE,	 /* text with code in it that is compiled */
	AXR_S_PACK, /* a folder or its files into an archive */
	AXR_S_SQL,
	AXR_S_CONNECT,
	AXR_S_SOCKET,
	AXR_S_URL,
	AXR_S_INCLUDE,
	AXR_S_CREATE,
	AXR_S_INVOKE,
	AXR_S_REGISTRY,
	AXR_S_GATE,  /* compared with a constant */
	AXR_S_STAMP, /* the times of a file */
	AXR_S_ECHO,  /* into the answer */
	AXR_S_COUNT
};

/* What a name before the dot may be, where it decides what the name behind it means. */
enum axr_group {
	AXR_G_ASSEMBLY = 1 << 0,
	AXR_G_PROCESS = 1 << 1,
	AXR_G_FILE = 1 << 2,
	AXR_G_DIRECTORY = 1 << 3,
	AXR_G_SERVER = 1 << 4,
	AXR_G_NUMERIC = 1 << 5,
	AXR_G_STDIN = 1 << 6,
	AXR_G_XAML = 1 << 7,
	AXR_G_RESPONSE = 1 << 8,
	AXR_G_SELF = 1 << 9,   /* this, Me, Page, base: what follows is a name of the page */
	AXR_G_STATE = 1 << 10, /* Session, Application, Cache, ViewState */
	AXR_G_REGISTRY = 1 << 11,
	AXR_G_ENGINE = 1 << 12,
	AXR_G_SCRIPTING = 1 << 13,
	AXR_G_BARE = 1 << 14,	 /* asks for a call without anything before it */
	AXR_G_BARE_VB = 1 << 15, /* the same, and only in VB */
	AXR_G_STARTINFO = 1 << 16,
	AXR_G_REQUEST = 1 << 17,
	AXR_G_JSON = 1 << 18,
	AXR_G_PATH = 1 << 19,
	AXR_G_ACTIVATOR = 1 << 20,
	AXR_G_TYPE = 1 << 21,
	AXR_G_BINDER = 1 << 22, /* DataBinder */
	AXR_G_CONSOLE = 1 << 23,
	AXR_G_HTTP = 1 << 24,	    /* WebRequest */
	AXR_G_EXPRESSION = 1 << 25, /* trees of expressions, which become code */
	AXR_G_POWERSHELL = 1 << 26,
	AXR_G_RESOURCES = 1 << 27,
	AXR_G_RAZOR = 1 << 28
};

/* What a page can do or shows, whether or not a value flows: bits of axr_script.traits. */
enum axr_trait {
	AXR_TRAIT_NONE,
	AXR_TRAIT_BODY, /* reads the raw request */
	AXR_TRAIT_BASE64,
	AXR_TRAIT_CIPHER,
	AXR_TRAIT_LOAD,	  /* Assembly.Load */
	AXR_TRAIT_CREATE, /* CreateInstance */
	AXR_TRAIT_STATE,  /* Session, Application */
	AXR_TRAIT_HASH,	  /* MD5 and other digests */
	AXR_TRAIT_PROCESS,
	AXR_TRAIT_LIST, /* lists directories or drives */
	AXR_TRAIT_WRITE,
	AXR_TRAIT_DELETE,
	AXR_TRAIT_READ,
	AXR_TRAIT_SQL,
	AXR_TRAIT_REGISTRY,
	AXR_TRAIT_SOCKET,
	AXR_TRAIT_LDAP,
	AXR_TRAIT_WMI,
	AXR_TRAIT_NATIVE, /* P/Invoke */
	AXR_TRAIT_MEMORY, /* memory made executable, threads, function pointers */
	AXR_TRAIT_CREATEPROCESS,
	AXR_TRAIT_REFLECT,
	AXR_TRAIT_NONPUBLIC, /* reflection on what is private */
	AXR_TRAIT_MACHINEKEY,
	AXR_TRAIT_KEYS, /* ValidationKey, DecryptionKey */
	AXR_TRAIT_COMPILER,
	AXR_TRAIT_VIRTUALPATH,
	AXR_TRAIT_VPP_REGISTER,
	AXR_TRAIT_PIPELINE, /* routes, filters, modules at run time */
	AXR_TRAIT_SECURITY, /* names a security product */
	AXR_TRAIT_XPCMDSHELL,
	AXR_TRAIT_XSLSCRIPT, /* msxsl:script */
	AXR_TRAIT_TUNNEL,    /* words of tunnels' protocols */
	AXR_TRAIT_OUTPUT,    /* writes bytes to the response */
	AXR_TRAIT_HEADERS,   /* reads headers */
	AXR_TRAIT_UPLOAD,
	AXR_TRAIT_ACCOUNTS, /* WScript.Network, net user, WinNT:// */
	AXR_TRAIT_SHELL,    /* a command shell's COM object */
	AXR_TRAIT_FSO,
	AXR_TRAIT_STREAM,
	AXR_TRAIT_INTERPRETER, /* cmd.exe, powershell in a constant */
	AXR_TRAIT_HTTP,
	AXR_TRAIT_ATTRIBUTES, /* changes file attributes or times */
	AXR_TRAIT_NOTFOUND,   /* answers 404 */
	AXR_TRAIT_DRIVES,
	AXR_TRAIT_METABASE, /* IIS:// */
	AXR_TRAIT_ENVIRONMENT,
	AXR_TRAIT_REQUEST, /* looks at the request at all */
	AXR_TRAIT_EXECUTE, /* eval and the like */
	AXR_TRAIT_HIVE,	      /* constants of the registry that intruders read */
	AXR_TRAIT_SHELLWORDS, /* names its own trade */
	AXR_TRAIT_SNIFFER,    /* raw sockets that hear everything */
	AXR_TRAIT_TYPENAMES,  /* a deserialiser that is told to make any class */
	AXR_TRAIT_LOOT,	     /* keys of the registry that only intruders read */
	AXR_TRAIT_CONFIG,    /* asks the application's configuration */
	AXR_TRAIT_AUTH,	     /* asks who the user is */
	AXR_TRAIT_PROGRAM,   /* a constant names a program */
	AXR_TRAIT_PAGESTATE, /* keeps its view state in a way of its own */
	AXR_TRAIT_TASK,	     /* registers tasks of the scheduler */
	AXR_TRAIT_CRAWLER,   /* names the crawlers of search engines */
	AXR_TRAIT_PRERENDER, /* serves them as their makers ask for it */
	AXR_TRAIT_COMPONENT, /* names components that only a test of all of them names */
	AXR_TRAIT_UPLOADIFY, /* receives the uploads of a well-known script of the browser */
	AXR_TRAIT_ACTS,	     /* has a method's name by which a shell object acts */
	AXR_TRAIT_COUNT
};

/* Names that the readers of statements and expressions know. */
enum axr_special {
	AXR_W_NONE,
	AXR_W_SKIP, /* modifiers: no meaning for us */
	AXR_W_IF,   /* a keyword before a bracket: if, while, switch, lock, until */
	AXR_W_FOR,  /* for, foreach, using, fixed, catch: the bracket holds statements */
	AXR_W_EACH,
	AXR_W_IN,
	AXR_W_RETURN,
	AXR_W_NEW,
	AXR_W_VAR, /* var, let, dim, const */
	AXR_W_SET,
	AXR_W_CALL,
	AXR_W_CLASS,	/* class, interface, struct, enum, namespace, module */
	AXR_W_FUNCTION, /* function, sub, property */
	AXR_W_END,
	AXR_W_EXIT,
	AXR_W_THEN, /* parts statements in VB: then, else, do, loop, wend, next, try, ... */
	AXR_W_SELECT,
	AXR_W_CASE,
	AXR_W_WITH,
	AXR_W_ON,   /* on error ...: the line is skipped */
	AXR_W_LINE, /* imports, option, implements, ...: the line is skipped */
	AXR_W_USING,
	AXR_W_AS,
	AXR_W_IS,  /* is, isnot, like, instanceof: compares */
	AXR_W_AND, /* and, or, andalso, orelse, not: truth, or bits */
	AXR_W_XOR,
	AXR_W_MOD,
	AXR_W_TO, /* to, step, of, where, ...: parts operands */
	AXR_W_BYVAL,
	AXR_W_THIS,
	AXR_W_REQUEST,
	AXR_W_DELEGATE,
	AXR_W_AWAIT, /* await, typeof, addressof, ref, out, throw, yield: before an operand */
	AXR_W_REDIM,
	AXR_W_PRESERVE,
	AXR_W_SERVERVARIABLES,
	AXR_W_GETMETHOD, /* reflection by a member's name */
	AXR_W_PAGE,
	AXR_W_CASTTYPE, /* char, byte: a cast to it undoes a number */
	AXR_W_CTYPE,	/* CType, DirectCast, TryCast */
	AXR_W_WEBMETHOD,
	AXR_W_READ_INTO,       /* Read, CopyTo, TryGetValue: fills its arguments */
	AXR_W_EMPTY,	       /* Nothing, null, true, Empty, vbCrLf */
	AXR_W_VB = 1 << 6,     /* only in VBScript and VB.NET */
	AXR_W_BRACES = 1 << 7, /* only in C# and JScript */
	AXR_W_MASK = AXR_W_VB - 1
};

/* A method or property that does harm with what it is given. */
struct axr_sink_word {
	const char *name; /* lower case; rows of one name stand together */
	uint8_t sink;
	bool setter;	    /* assigned to rather than called */
	uint32_t bases;	    /* enum axr_group: what must stand before it; 0: anything */
	uint64_t kinds;	    /* or: what the object before it must be; 0: by bases alone */
	/*
	 * Which argument is the value, which the path; -1: none; -2: all; -3: the object is the
	 * value, and the first argument the object; -4: all are the value, and the first is the
	 * object too.
	 */
	int8_t value, path;
};

struct axr_word {
	const char *name; /* lower case; NULL: an empty slot */
	uint16_t len;
	uint8_t special; /* with AXR_W_VB or AXR_W_BRACES where it is a word of those alone */
	uint8_t kind, effect, trait;
	bool has_effect;
	uint32_t taint;	 /* what its result brings in: a download, a file's content */
	uint8_t request; /* as a member of the request: enum axr_request */
	uint32_t groups;
	uint16_t sinks, sink_count; /* in axr_sink_words */
};

/* What a member of Request gives. */
enum axr_request {
	AXR_R_UNKNOWN,
	AXR_R_CLIENT, /* the client's to choose */
	AXR_R_SERVER  /* the server's own facts */
};

extern const struct axr_sink_word axr_sink_words[];

struct axr_vocabulary;

struct axr_vocabulary *axr_vocabulary_new(void); /* NULL: no memory */
void axr_vocabulary_free(struct axr_vocabulary *vocabulary);

/* A word without regard to case; NULL where we do not know it. */
const struct axr_word *axr_vocabulary_find(const struct axr_vocabulary *vocabulary,
					   struct axr_span name);

/* Bits by two lower-case bytes (first << 8 | second): those that patterns of constants begin with.
 */
const uint8_t *axr_vocabulary_begins(const struct axr_vocabulary *vocabulary);

#endif
