#include "whose.h"

#include "owner.h"

#include <pwd.h>
#include <stdio.h>
#include <sys/stat.h>

static void
add_owner(struct text *text, const char *what, uid_t owner)
{
	struct passwd entry, *user = NULL;
	char names[4096], number[24];

	getpwuid_r(owner, &entry, names, sizeof(names), &user);
	snprintf(number, sizeof(number), "%llu", (unsigned long long)owner);
	text_format(text, " is not trusted: %s belongs to %s (user id %s)", what,
		user == NULL ? "somebody else" : user->pw_name, number);
}

void
whose_add(struct text *text, const struct request *request, const char *path)
{
	struct stat link = {.st_mode = 0}, status;
	bool is_there = lstat(path, &link) == 0 && stat(path, &status) == 0;

	text_add_word(text, path);
	if (S_ISLNK(link.st_mode) && !owner_is_ours(request, link.st_uid))
		add_owner(text, "the link", link.st_uid);
	else if (is_there && (status.st_mode & S_IWOTH) != 0)
		text_add(text,
			" is not trusted: everybody on this machine can write to it");
	else if (is_there && !owner_is_ours(request, status.st_uid))
		add_owner(text, "it", status.st_uid);
	else if (is_there && !owner_is_trusted(request, path, &status))
		text_add(text,
			" is not trusted: its access control list (getfacl) lets "
			"others write to it");
	else
		text_add(text, " was not trusted yet");
}
