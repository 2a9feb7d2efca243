/* The walk, in the manual's order; then its fine print. */
#include "ask.h"
#include "table.h"
#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct ask walks[] = {
	{"nothing is found", {"c /p"}, {NULL}, {NULL}, "system"},

	/* 4.1 */
	{"D is the environment", {"E /p", "c /p"}, {NULL}, {NULL}, "walk /p in /p"},
	{"C is inside one", {"E /p/e", "c /p/e/lib/x"}, {NULL}, {NULL},
		"walk /p/e in /p/e"},
	{"D itself comes before D/.venv", {"E /p", "E /p/.venv", "c /p"}, {NULL}, {NULL},
		"walk /p in /p"},
	{"a pyvenv.cfg that is a directory is none", {"d /p/pyvenv.cfg", "c /p"}, {NULL},
		{NULL}, "system"},
	{"a pyvenv.cfg that is a link counts", {"f /x", "l /p/pyvenv.cfg\t/x", "c /p"},
		{NULL}, {NULL}, "walk /p in /p"},

	/* 4.2 */
	{"D/.venv", {"E /p/.venv", "c /p"}, {NULL}, {NULL}, "walk /p/.venv in /p"},
	{"six levels up", {"E /p/.venv", "c /p/1/2/3/4/5/6"}, {NULL}, {NULL},
		"walk /p/.venv in /p"},
	{"the nearest wins", {"E /p/.venv", "E /p/q/.venv", "c /p/q/r"}, {NULL}, {NULL},
		"walk /p/q/.venv in /p/q"},
	{".venv comes before venv", {"E /p/venv", "E /p/.venv", "c /p"}, {NULL}, {NULL},
		"walk /p/.venv in /p"},
	{".venv without a pyvenv.cfg is passed over", {"d /p/.venv", "E /p/venv", "c /p"},
		{NULL}, {NULL}, "walk /p/venv in /p"},
	{".venv that is a link to an environment", {"E /x", "l /p/.venv\t/x", "c /p"},
		{NULL}, {NULL}, "walk /p/.venv in /p"},
	{".venv that is a dangling link", {"l /p/.venv\t/gone", "c /p"}, {NULL}, {NULL},
		"venv-dangling /p/.venv (/gone)"},
	{".venv that is a link to itself", {"l /p/.venv\t.venv", "c /p"}, {NULL}, {NULL},
		"venv-dangling /p/.venv (.venv)"},
	{".venv that is a link to a fifo", {"p /x", "l /p/.venv\t/x", "c /p"}, {NULL},
		{NULL}, "venv-odd /p/.venv"},
	{".venv that is a fifo is not opened", {"p /p/.venv", "c /p"}, {NULL}, {NULL},
		"venv-odd /p/.venv"},
	{".venv that cannot be looked into is passed over",
		{"E /p/.venv", "m /p/.venv\t0", "E /p/venv", "c /p"}, {NULL}, {NULL},
		"walk /p/venv in /p"},
	{".venv on a dead mount is passed over", {"! /p/.venv\t5", "E /p/venv", "c /p"},
		{NULL}, {NULL}, "walk /p/venv in /p"},
	/* A look that says nothing of the file must not lead to another environment. */
	{".venv when there is no memory to look", {"! /p/.venv\t12", "E /p/venv", "c /p"},
		{NULL}, {NULL}, "cannot-look /p/.venv ENOMEM"},
	{"D when there is no memory to look",
		{"E /p", "! /p/pyvenv.cfg\t12", "E /p/.venv", "c /p"}, {NULL}, {NULL},
		"cannot-look /p ENOMEM"},
	{"D/venv when a signal interrupts the look",
		{"E /p/venv", "! /p/venv/pyvenv.cfg\t4", "E /p/env", "c /p"}, {NULL},
		{NULL}, "cannot-look /p/venv EINTR"},
	{".venv whose pyvenv.cfg there is no memory to look at",
		{"E /p/.venv", "! /p/.venv/pyvenv.cfg\t12", "E /p/venv", "c /p"}, {NULL},
		{NULL}, "cannot-look /p/.venv ENOMEM"},
	{".venv, a link that there is no memory to follow",
		{"d /x", "! /x\t12", "l /p/.venv\t/x", "E /p/venv", "c /p"}, {NULL},
		{NULL}, "cannot-look /p/.venv ENOMEM"},
	{"any name, one of which there is no memory to look at",
		{"E /p/a", "E /p/b", "! /p/a/pyvenv.cfg\t12", "c /p"}, {NULL}, {NULL},
		"cannot-look /p ENOMEM"},
	{"a mark of a project that there is no memory to look at",
		{"E /p/a", "f /p/setup.py", "! /p/setup.py\t12", "c /p/q"}, {NULL},
		{NULL}, "walk /p/a in /p"},
	{"a redirect to what there is no memory to look at",
		{"f /p/.venv\t/x", "E /x", "! /x/pyvenv.cfg\t12", "c /p"}, {NULL}, {NULL},
		"cannot-look /x ENOMEM"},
	{"a redirect by a word that there is no memory to look at is not taken for a "
	 "name",
		{"f /p/.venv\tx", "E /p/x", "! /p/x\t12", "E /y", "n x\t/y", "c /p"},
		{NULL}, {NULL}, "cannot-look /p/x ENOMEM"},
	{"a bin that nobody can say whose it is",
		{"E /p/.venv", "! /p/.venv/bin\t5", "c /p"}, {NULL}, {NULL},
		"cannot-look /p/.venv/bin EIO"},
	{"any name, with a bin that nobody can say whose it is",
		{"E /p/a", "E /p/b", "! /p/a/bin\t5", "c /p"}, {NULL}, {NULL},
		"cannot-look /p EIO"},
	{".venv behind a link that may not be followed",
		{"d /x", "m /x\t0", "l /p/.venv\t/x/y", "E /p/venv", "c /p"}, {NULL},
		{NULL}, "walk /p/venv in /p"},

	/* Redirect files, PEP 832. */
	{"a redirect", {"E /x", "f /p/.venv\t/x\n", "c /p"}, {NULL}, {NULL},
		"walk /x in /p"},
	{"without a newline", {"E /x", "f /p/.venv\t/x", "c /p"}, {NULL}, {NULL},
		"walk /x in /p"},
	{"with CR LF", {"E /x", "f /p/.venv\t/x\r\n", "c /p"}, {NULL}, {NULL},
		"walk /x in /p"},
	{"a CR that ends no line stays", {"E /x\r", "f /p/.venv\t/x\r", "c /p"}, {NULL},
		{NULL}, "walk /x\r in /p"},
	{"what follows the first newline does not count",
		{"E /x", "f /p/.venv\t/x\n/y\n", "c /p"}, {NULL}, {NULL},
		"walk /x in /p"},
	{"a byte order mark is dropped", {"E /x", "f /p/.venv\t\xef\xbb\xbf/x\n", "c /p"},
		{NULL}, {NULL}, "walk /x in /p"},
	{"only one is", {"E /x", "f /p/.venv\t\xef\xbb\xbf\xef\xbb\xbf/x\n", "c /p"},
		{NULL}, {NULL}, "redirect-unusable /p/.venv (\xef\xbb\xbf/x)"},
	{"blanks are kept", {"E /x", "f /p/.venv\t /x \n", "c /p"}, {NULL}, {NULL},
		"redirect-unusable /p/.venv ( /x )"},
	{"blanks that are the path's", {"E /x y ", "f /p/.venv\t/x y \n", "c /p"}, {NULL},
		{NULL}, "walk /x y  in /p"},
	{"bytes that are no UTF-8", {"E /\xff", "f /p/.venv\t/\xff\n", "c /p"}, {NULL},
		{NULL}, "walk /\xff in /p"},
	{"a path relative to D", {"E /p/x/e", "f /p/.venv\tx/e\n", "c /p/q"}, {NULL},
		{NULL}, "walk /p/x/e in /p"},
	{"and up from it", {"E /x", "f /p/.venv\t../x\n", "c /p/q"}, {NULL}, {NULL},
		"walk /x in /p"},
	{"slashes at its end do not count", {"E /x", "f /p/.venv\t/x//\n", "c /p"},
		{NULL}, {NULL}, "walk /x in /p"},
	{"a directory in D", {"E /p/e", "f /p/.venv\te\n", "c /p"}, {NULL}, {NULL},
		"walk /p/e in /p"},
	{"a directory in D is not taken for a name",
		{"d /p/e", "n e\t/x", "E /x", "f /p/.venv\te\n", "c /p"}, {NULL}, {NULL},
		"redirect-unusable /p/.venv (e)"},
	{"a name", {"E /x", "n e\t/x", "f /p/.venv\te\n", "c /p"}, {NULL}, {NULL},
		"walk /x in /p"},
	{"a name is not looked for in C",
		{"E /p/q/e", "f /p/.venv\te\n", "d /p/q", "c /p/q/r"}, {NULL}, {NULL},
		"redirect-unusable /p/.venv (e)"},
	{"a name nobody has", {"f /p/.venv\te\n", "c /p"}, {NULL}, {NULL},
		"redirect-unusable /p/.venv (e)"},
	{"a name that several have", {"a e\t", "f /p/.venv\te\n", "c /p"}, {NULL}, {NULL},
		"name-ambiguous e (/p/.venv): /one /two"},
	{"a name, asked of the launcher", {"-", "f /p/.venv\te\n", "c /p"}, {NULL},
		{NULL}, "redirect-unusable /p/.venv (e)"},
	{"a dot is no name", {"n .\t/x", "E /x", "f /p/.venv\t.\n", "c /p"}, {NULL},
		{NULL}, "redirect-unusable /p/.venv (.)"},
	{"an empty file", {"f /p/.venv", "c /p"}, {NULL}, {NULL},
		"redirect-empty /p/.venv"},
	{"an empty first line", {"f /p/.venv\t\n/x\n", "E /x", "c /p"}, {NULL}, {NULL},
		"redirect-empty /p/.venv"},
	{"a CR LF alone", {"f /p/.venv\t\r\n", "c /p"}, {NULL}, {NULL},
		"redirect-empty /p/.venv"},
	{"a byte order mark alone", {"f /p/.venv\t\xef\xbb\xbf", "c /p"}, {NULL}, {NULL},
		"redirect-empty /p/.venv"},
	{"an unreadable file", {"f /p/.venv\t/x", "m /p/.venv\t0", "c /p"}, {NULL},
		{NULL}, "redirect-unreadable /p/.venv EACCES"},
	{"a redirect to nothing", {"f /p/.venv\t/gone\n", "c /p"}, {NULL}, {NULL},
		"redirect-unusable /p/.venv (/gone)"},
	{"a redirect to a directory that is none", {"d /x", "f /p/.venv\t/x\n", "c /p"},
		{NULL}, {NULL}, "redirect-unusable /p/.venv (/x)"},
	{"a redirect to a redirect is not followed",
		{"f /p/.venv\t/q/.venv\n", "f /q/.venv\t/x\n", "E /x", "c /p"}, {NULL},
		{NULL}, "redirect-unusable /p/.venv (/q/.venv)"},
	{"a redirect to itself", {"f /p/.venv\t.venv\n", "c /p"}, {NULL}, {NULL},
		"redirect-unusable /p/.venv (.venv)"},
	{"a redirect that is a link to a file",
		{"f /r\t/x\n", "E /x", "l /p/.venv\t/r", "c /p"}, {NULL}, {NULL},
		"walk /x in /p"},
	{"a redirect through a link keeps its spelling",
		{"E /x", "l /l\t/x", "f /p/.venv\t/l\n", "c /p"}, {NULL}, {NULL},
		"walk /l in /p"},
	{"a wrong redirect is not skipped",
		{"f /p/q/.venv\t/gone\n", "E /p/.venv", "c /p/q"}, {NULL}, {NULL},
		"redirect-unusable /p/q/.venv (/gone)"},

	/* 4.3 */
	{"D/venv", {"E /p/venv", "c /p"}, {NULL}, {NULL}, "walk /p/venv in /p"},
	{"D/env", {"E /p/env", "c /p"}, {NULL}, {NULL}, "walk /p/env in /p"},
	{"D/.env", {"E /p/.env", "c /p"}, {NULL}, {NULL}, "walk /p/.env in /p"},
	{"venv comes before env", {"E /p/env", "E /p/venv", "c /p"}, {NULL}, {NULL},
		"walk /p/venv in /p"},
	{"env comes before .env", {"E /p/.env", "E /p/env", "c /p"}, {NULL}, {NULL},
		"walk /p/env in /p"},
	{"a dotenv file is ignored", {"f /p/.env\t/x\n", "E /x", "c /p"}, {NULL}, {NULL},
		"system"},
	{"a file venv is ignored", {"f /p/venv\t/x\n", "E /x", "E /p/env", "c /p"},
		{NULL}, {NULL}, "walk /p/env in /p"},
	{"a dangling venv is passed over", {"l /p/venv\t/gone", "E /p/env", "c /p"},
		{NULL}, {NULL}, "walk /p/env in /p"},

	/* 4.4 */
	{"any name in C", {"E /p/mine", "c /p"}, {NULL}, {NULL}, "walk /p/mine in /p"},
	{"any name is not looked for above C", {"E /p/mine", "c /p/q"}, {NULL}, {NULL},
		"system"},
	{"but in a project's root", {"E /p/mine", "f /p/pyproject.toml", "c /p/q"},
		{NULL}, {NULL}, "walk /p/mine in /p"},
	{"by setup.py", {"E /p/mine", "f /p/setup.py", "c /p/q"}, {NULL}, {NULL},
		"walk /p/mine in /p"},
	{"by setup.cfg", {"E /p/mine", "f /p/setup.cfg", "c /p/q"}, {NULL}, {NULL},
		"walk /p/mine in /p"},
	{"by requirements.txt", {"E /p/mine", "f /p/requirements.txt", "c /p/q"}, {NULL},
		{NULL}, "walk /p/mine in /p"},
	{"by Pipfile", {"E /p/mine", "f /p/Pipfile", "c /p/q"}, {NULL}, {NULL},
		"walk /p/mine in /p"},
	{"by .git", {"E /p/mine", "d /p/.git", "c /p/q"}, {NULL}, {NULL},
		"walk /p/mine in /p"},
	{"by a .git that is a file, as in a worktree",
		{"E /p/mine", "f /p/.git", "c /p/q"}, {NULL}, {NULL},
		"walk /p/mine in /p"},
	{"a known name comes before any name", {"E /p/mine", "E /p/.env", "c /p"}, {NULL},
		{NULL}, "walk /p/.env in /p"},
	{"any name here comes before a known one above",
		{"E /p/q/mine", "E /p/.venv", "c /p/q"}, {NULL}, {NULL},
		"walk /p/q/mine in /p/q"},
	{"several of any name", {"E /p/b", "E /p/a", "E /p/c", "c /p"}, {NULL}, {NULL},
		"several /p: /p/a /p/b /p/c"},
	{"a link to an environment counts", {"E /x", "l /p/l\t/x", "c /p"}, {NULL},
		{NULL}, "walk /p/l in /p"},
	{"one directory of two names counts once, under the first",
		{"E /p/b", "l /p/c\tb", "l /p/a\tb", "c /p"}, {NULL}, {NULL},
		"walk /p/a in /p"},
	{"a child that is not trusted does not count",
		{"E /p/a", "o /p/a\t1001", "E /p/b", "c /p"}, {NULL}, {NULL},
		"walk /p/b in /p"},
	{"nor one whose bin is not", {"E /p/a", "o /p/a/bin\t1001", "c /p"}, {NULL},
		{NULL}, "system"},
	{"it does when the user trusts it", {"E /p/a", "o /p/a\t1001", "T /p/a", "c /p"},
		{NULL}, {NULL}, "walk /p/a in /p"},
	{"any name in HOME", {"E /h/mine", "c /h"}, {"HOME=/h", NULL}, {NULL}, "system"},
	{"any name in HOME with a slash", {"E /h/mine", "c /h"}, {"HOME=/h/", NULL},
		{NULL}, "system"},
	{"any name in a HOME that is a project", {"E /h/mine", "d /h/.git", "c /h/q"},
		{"HOME=/h", NULL}, {NULL}, "system"},
	{"any name in the root", {"E /mine", "c /"}, {NULL}, {NULL}, "system"},
	{"known names in HOME", {"E /h/.venv", "c /h/q"}, {"HOME=/h", NULL}, {NULL},
		"walk /h/.venv in /h"},
	{"known names in the root", {"E /.venv", "c /p"}, {NULL}, {NULL},
		"walk /.venv in /"},
	{"an unreadable directory is not looked through",
		{"E /p/mine", "m /p\t0311", "c /p"}, {NULL}, {NULL}, "system"},

	/* HOME, ceilings. */
	{"inside HOME the walk ends there", {"E /h/.venv", "E /.venv", "c /h/q"},
		{"HOME=/h/q", NULL}, {NULL}, "system"},
	{"outside it ends at the root", {"E /.venv", "c /p"}, {"HOME=/h", NULL}, {NULL},
		"walk /.venv in /"},
	{"a name that begins like HOME is outside", {"E /.venv", "c /home"},
		{"HOME=/h", NULL}, {NULL}, "walk /.venv in /"},
	{"HOME is inside HOME", {"E /.venv", "c /h"}, {"HOME=/h", NULL}, {NULL},
		"system"},
	{"HOME that is the root", {"E /.venv", "c /p"}, {"HOME=/", NULL}, {NULL},
		"walk /.venv in /"},
	{"HOME that is relative is no HOME", {"E /.venv", "c /h"}, {"HOME=h", NULL},
		{NULL}, "walk /.venv in /"},
	{"a ceiling is not looked at", {"E /p/.venv", "c /p/q"},
		{"VSHIM_CEILING_DIRECTORIES=/p", NULL}, {NULL}, "system"},
	{"nor is what is above it", {"E /.venv", "c /p/q"},
		{"VSHIM_CEILING_DIRECTORIES=/p", NULL}, {NULL}, "system"},
	{"what is below it is", {"E /p/q/.venv", "c /p/q/r"},
		{"VSHIM_CEILING_DIRECTORIES=/p", NULL}, {NULL},
		"walk /p/q/.venv in /p/q"},
	{"C itself always is", {"E /p/.venv", "c /p"},
		{"VSHIM_CEILING_DIRECTORIES=/p", NULL}, {NULL}, "walk /p/.venv in /p"},
	{"but nothing above a C that is a ceiling", {"E /.venv", "c /p"},
		{"VSHIM_CEILING_DIRECTORIES=/p", NULL}, {NULL}, "system"},
	{"a ceiling stops only walks from below it", {"E /p/.venv", "c /p/q"},
		{"VSHIM_CEILING_DIRECTORIES=/p/q/r", NULL}, {NULL},
		"walk /p/.venv in /p"},
	{"the second of two ceilings", {"E /p/.venv", "c /p/q"},
		{"VSHIM_CEILING_DIRECTORIES=/x:/p/", NULL}, {NULL}, "system"},
	{"empty ceilings", {"E /p/.venv", "c /p/q"},
		{"VSHIM_CEILING_DIRECTORIES=::", NULL}, {NULL}, "walk /p/.venv in /p"},
	{"a ceiling that is the root", {"E /.venv", "c /p"},
		{"VSHIM_CEILING_DIRECTORIES=/", NULL}, {NULL}, "system"},
	{"a relative ceiling is none", {"E /p/.venv", "c /p/q"},
		{"VSHIM_CEILING_DIRECTORIES=p", NULL}, {NULL}, "walk /p/.venv in /p"},
	{"the setting's ceilings", {"S ceiling\t/x /p", "E /p/.venv", "c /p/q"}, {NULL},
		{NULL}, "system"},

	/* Settings. */
	{"the setting's names, in their order",
		{"S names\tb a", "E /p/a", "E /p/b", "c /p"}, {NULL}, {NULL},
		"walk /p/b in /p"},
	{"names that are left out",
		{"S names\tvenv", "S any-name\tno", "E /p/.venv", "c /p"}, {NULL}, {NULL},
		"system"},
	{"no redirect without .venv", {"S names\tvenv", "f /p/.venv\t/gone\n", "c /p"},
		{NULL}, {NULL}, "system"},
	{"any name turned off", {"S any-name\tno", "E /p/mine", "c /p"}, {NULL}, {NULL},
		"system"},

	/* What cannot be looked into. */
	{"an unreadable directory on the way", {"E /p/.venv", "m /p/q\t0", "c /p/q"},
		{NULL}, {NULL}, "walk /p/.venv in /p"},
	{"a dead mount on the way", {"E /p/.venv", "! /p/q\t5", "c /p/q/r"},
		{"PWD=/p/q/r", NULL}, {NULL}, "walk /p/.venv in /p"},
	{"a deleted C", {"E /.venv", "c /p", "r /p"}, {"PWD=/p", NULL}, {NULL}, "system"},

	/* C. */
	{"PWD is taken when it is here", {"E /l/.venv", "d /x/q", "l /l/x\t/x", "c /x/q"},
		{"PWD=/l/x/q", NULL}, {NULL}, "walk /l/.venv in /l"},
	{"then the physical path is walked",
		{"E /x/.venv", "d /x/q", "l /l\t/x/q", "c /x/q"}, {"PWD=/l", NULL},
		{NULL}, "walk /x/.venv in /x"},
	{"the logical one first",
		{"E /l/.venv", "E /x/.venv", "d /x/q", "l /l/q\t/x/q", "c /x/q"},
		{"PWD=/l/q", NULL}, {NULL}, "walk /l/.venv in /l"},
	{"PWD elsewhere is not believed", {"E /l/.venv", "d /x", "c /x"},
		{"PWD=/l", NULL}, {NULL}, "system"},
	{"PWD with dots is not", {"E /l/.venv", "d /x", "l /l/x\t/x", "c /x"},
		{"PWD=/l/./x", NULL}, {NULL}, "system"},
	{"PWD with two dots is not", {"E /l/.venv", "d /x", "l /l/x\t/x", "c /x"},
		{"PWD=/l/x/../x", NULL}, {NULL}, "system"},
	{"PWD with a slash at its end is not",
		{"E /l/.venv", "d /x", "l /l/x\t/x", "c /x"}, {"PWD=/l/x/", NULL}, {NULL},
		"system"},
	{"PWD with an empty component is not",
		{"E /l/.venv", "d /x", "l /l/x\t/x", "c /x"}, {"PWD=/l//x", NULL}, {NULL},
		"system"},
	{"PWD that is relative is not", {"E /l/.venv", "d /x", "l /l/x\t/x", "c /x"},
		{"PWD=.", NULL}, {NULL}, "system"},
	{"the physical path is outside HOME",
		{"E /x/.venv", "d /x/q", "l /h/l\t/x/q", "c /x/q"},
		{"PWD=/h/l", "HOME=/h", NULL}, {NULL}, "walk /x/.venv in /x"},
	{"strange paths", {"E /a b/'\"$(x)\n\xff/.venv", "c /a b/'\"$(x)\n\xff/d"},
		{NULL}, {NULL}, "walk /a b/'\"$(x)\n\xff/.venv in /a b/'\"$(x)\n\xff"},

	/* whom it belongs to */
	{"somebody else's environment", {"E /p/.venv", "o /p/.venv\t1001", "c /p"},
		{NULL}, {NULL}, "untrusted /p/.venv (/p)"},
	{"somebody else's bin", {"E /p/.venv", "o /p/.venv/bin\t1001", "c /p"}, {NULL},
		{NULL}, "untrusted /p/.venv/bin (/p)"},
	{"an environment that the world may write to",
		{"E /p/.venv", "m /p/.venv\t0777", "c /p"}, {NULL}, {NULL},
		"untrusted /p/.venv (/p)"},
	{"its group may", {"E /p/.venv", "m /p/.venv\t0775", "c /p"}, {NULL}, {NULL},
		"walk /p/.venv in /p"},
	{"root's environment",
		{"E /p/.venv", "o /p/.venv\t0", "o /p/.venv/bin\t0", "c /p"}, {NULL},
		{NULL}, "walk /p/.venv in /p"},
	{"root accepts whoever sudo was called by", {"u 0", "E /p/.venv", "c /p"},
		{"SUDO_UID=1000", NULL}, {NULL}, "walk /p/.venv in /p"},
	{"root accepts nobody else", {"u 0", "E /p/.venv", "c /p"}, {NULL}, {NULL},
		"untrusted /p/.venv (/p)"},
	{"somebody else's redirect file",
		{"E /x", "f /p/.venv\t/x\n", "o /p/.venv\t1001", "c /p"}, {NULL}, {NULL},
		"untrusted /p/.venv (/p)"},
	{"one's own redirect to somebody else's",
		{"E /x", "o /x\t1001", "f /p/.venv\t/x\n", "c /p"}, {NULL}, {NULL},
		"untrusted /x (/p)"},
	{"parents do not hurt", {"E /p/.venv", "o /p\t1001", "m /p\t0777", "c /p"},
		{NULL}, {NULL}, "walk /p/.venv in /p"},
	{"a trusted project", {"E /p/.venv", "o /p/.venv\t1001", "T /p", "c /p"}, {NULL},
		{NULL}, "walk /p/.venv in /p"},
	{"a trusted environment",
		{"E /p/.venv", "o /p/.venv\t1001", "T /p/.venv", "c /p"}, {NULL}, {NULL},
		"walk /p/.venv in /p"},
	{"a trusted project, any name", {"E /p/a", "o /p/a\t1001", "T /p", "c /p"},
		{NULL}, {NULL}, "walk /p/a in /p"},
	{"a link of somebody else's to a trusted environment",
		{"E /x", "o /x\t1001", "l /p/venv\t/x", "o /p/venv\t1001", "T /p/venv",
			"T /x", "c /p"},
		{NULL}, {NULL}, "untrusted /p/venv (/p)"},
	{"the same under any name",
		{"E /x", "o /x\t1001", "l /p/a\t/x", "o /p/a\t1001", "T /p/a", "T /x",
			"c /p"},
		{NULL}, {NULL}, "system"},
	{"one's own link to a trusted environment",
		{"E /x", "o /x\t1001", "l /p/venv\t/x", "T /p/venv", "c /p"}, {NULL},
		{NULL}, "walk /p/venv in /p"},
	{"trust covers the redirect file and what it names",
		{"E /x", "o /x\t1001", "f /p/.venv\t/x\n", "o /p/.venv\t1001", "T /p",
			"c /p"},
		{NULL}, {NULL}, "walk /x in /p"},
	{"the launcher knows no trust",
		{"-", "E /p/.venv", "o /p/.venv\t1001", "T /p", "c /p"}, {NULL}, {NULL},
		"untrusted /p/.venv (/p)"},
	{"untrusted is not skipped",
		{"E /p/q/.venv", "o /p/q/.venv\t1001", "E /p/.venv", "c /p/q"}, {NULL},
		{NULL}, "untrusted /p/q/.venv (/p/q)"},
	{"explicit asks for one's own too",
		{"S trust.mode\texplicit", "E /p/.venv", "c /p"}, {NULL}, {NULL},
		"untrusted /p/.venv (/p)"},
	{"explicit, and trusted",
		{"S trust.mode\texplicit", "E /p/.venv", "T /p", "c /p"}, {NULL}, {NULL},
		"walk /p/.venv in /p"},
};

static void
is_found(void **state)
{
	ask_check(*state, ask_selection);
}

static void
is_found_or_too_large(void **state)
{
	ask_check_sizes(*state, ask_selection);
}

/* A directory with ENTRIES files and one environment more. */
static void
crowded(size_t entries, const char *expected)
{
	struct ask ask = {"crowded", {"c /p"}, {NULL}, {NULL}, expected};
	struct asked asked;

	ask_begin(&asked, &ask, 256 * 1024);
	for (size_t i = 0; i + 1 < entries; i++) {
		char line[32];

		snprintf(line, sizeof(line), "f /p/%zu", i);
		tree_plant(line);
	}
	tree_plant("E /p/mine");
	char *text = ask_selection(&asked);
	assert_string_equal(text, expected);
	free(text);
	ask_end(&asked);
}

static void
entries_up_to_512_are_looked_through(void **state)
{
	(void)state;
	crowded(512, "walk /p/mine in /p");
}

static void
more_than_512_entries_are_not(void **state)
{
	(void)state;
	crowded(513, "system");
}

/* A small directory above C is only glanced at: an environment among any number is seen. */
static void
a_glance_misses_nothing(void **state)
{
	struct ask ask = {"", {"E /p/.venv", "c /p/q"}, {NULL}, {NULL}, ""};

	(void)state;
	for (size_t entries = 0; entries < 80; entries++) {
		struct asked asked;

		ask_begin(&asked, &ask, 256 * 1024);
		asked.request.knowledge = NULL;
		for (size_t i = 0; i < entries; i++) {
			char line[32];

			snprintf(line, sizeof(line), "f /p/%zu", i);
			tree_plant(line);
		}
		char *text = ask_selection(&asked);
		assert_string_equal(text, "walk /p/.venv in /p");
		free(text);
		ask_end(&asked);
	}
}

static void
as_many_environments_as_entries(void **state)
{
	struct ask ask = {"many", {"c /p"}, {NULL}, {NULL}, ""};
	struct asked asked;

	(void)state;
	ask_begin(&asked, &ask, 256 * 1024);
	for (size_t i = 0; i < 512; i++) {
		char line[64];

		snprintf(line, sizeof(line), "f /p/%03zu/pyvenv.cfg", i);
		tree_plant(line);
	}
	free(ask_selection(&asked));
	assert_int_equal(asked.problem.reason, REASON_SEVERAL);
	assert_string_equal(asked.problem.several[0], "/p/000");
	assert_string_equal(asked.problem.several[511], "/p/511");
	assert_null(asked.problem.several[512]);
	ask_end(&asked);
}

/* Redirect files that no C string in a table could hold. */
static void
redirect(const char *bytes, size_t length, const char *expected)
{
	struct ask ask = {"redirect", {"E /x", "c /p"}, {NULL}, {NULL}, expected};
	struct asked asked;

	ask_begin(&asked, &ask, 256 * 1024);
	tree_file("/p/.venv", bytes, length);
	char *text = ask_selection(&asked);
	assert_string_equal(text, expected);
	free(text);
	ask_end(&asked);
}

static void
a_nul_in_a_redirect_is_an_error(void **state)
{
	(void)state;
	redirect("/x\0y\n", 5, "redirect-unusable /p/.venv (/x)");
	redirect("\0/x\n", 4, "redirect-unusable /p/.venv");
	/* Behind the first line it does not matter. */
	redirect("/x\n\0", 4, "walk /x in /p");
}

static void
a_redirect_longer_than_any_path_is_an_error(void **state)
{
	static char text[65536];

	(void)state;
	for (size_t length = 4080; length < 4120; length++) {
		struct ask ask = {"long", {"E /x", "c /p"}, {NULL}, {NULL}, ""};

		for (int with_newline = 0; with_newline < 2; with_newline++) {
			struct asked asked;

			/* Slashes without end would still name the root. */
			memset(text, '/', sizeof(text));
			text[length - 1] = 'x';
			text[length] = '\n';
			ask_begin(&asked, &ask, 256 * 1024);
			tree_file("/p/.venv", text, length + (size_t)with_newline);
			free(ask_selection(&asked));
			/* With `/pyvenv.cfg` behind it, it must still be a path. */
			if (length + 11 < 4096)
				assert_int_equal(asked.problem.reason, REASON_NONE);
			else
				assert_int_equal(
					asked.problem.reason, REASON_REDIRECT_UNUSABLE);
			ask_end(&asked);
		}
	}
	memset(text, 'x', sizeof(text));
	struct ask ask = {"large", {"c /p"}, {NULL}, {NULL}, ""};
	struct asked asked;
	ask_begin(&asked, &ask, 256 * 1024);
	tree_file("/p/.venv", text, sizeof(text));
	free(ask_selection(&asked));
	assert_int_equal(asked.problem.reason, REASON_REDIRECT_UNUSABLE);
	ask_end(&asked);
}

int
main(void)
{
	TABLE_ROWS(is_found, walks);
	TABLE_ROWS(is_found_or_too_large, walks);
	TABLE_TEST(entries_up_to_512_are_looked_through);
	TABLE_TEST(more_than_512_entries_are_not);
	TABLE_TEST(a_glance_misses_nothing);
	TABLE_TEST(as_many_environments_as_entries);
	TABLE_TEST(a_nul_in_a_redirect_is_an_error);
	TABLE_TEST(a_redirect_longer_than_any_path_is_an_error);
	return table_run("discover");
}
