#include "owner.h"

#include "files.h"

#include <errno.h>
#include <string.h>

/* The user behind sudo (sudo(8) sets SUDO_UID), or UID when it is no plain number. */
static uid_t
sudo_user(const char *text, uid_t uid)
{
	unsigned long long value = 0;

	/* Directory services give numbers of ten digits. */
	if (text == NULL || text[strspn(text, "0123456789")] != '\0' || strlen(text) > 10)
		return uid;
	for (; *text != '\0'; text++)
		value = value * 10 + (unsigned long long)(*text - '0');
	return value == (uid_t)value ? (uid_t)value : uid;
}

bool
owner_is_trusted(const struct request *request, const struct stat *status)
{
	uid_t owner = status->st_uid;

	if ((status->st_mode & S_IWOTH) != 0)
		return false;
	return owner == 0 || owner == request->user ||
		(request->user == 0 &&
			owner == sudo_user(request->variables.sudo_uid, 0));
}

/*
 * Whether PATH, looked at now if it was not before, is there and not trusted. Where nobody may
 * look nothing can be run either; any other failure leaves open whose it is.
 */
static bool
is_foreign(const struct request *request, const char *path, struct stat *status, int *err)
{
	if (status->st_nlink == 0 && files_stat(path, status) != 0) {
		status->st_nlink = 0;
		if (errno == ENOENT || errno == ENOTDIR || errno == EACCES ||
			errno == ELOOP)
			return false;
		*err = errno;
		return true;
	}
	return !owner_is_trusted(request, status);
}

const char *
owner_foreign_part(const struct request *request, struct arena *arena,
	const char *environment, struct owner_parts *parts)
{
	if (is_foreign(request, environment, &parts->itself, &parts->err))
		return environment;
	const char *bin = path_join(arena, environment, "bin");
	return is_foreign(request, bin, &parts->bin, &parts->err) ? bin : NULL;
}

bool
owner_user_trusts(const struct request *request, const char *directory)
{
	const struct knowledge *knowledge = request->knowledge;

	return knowledge != NULL && knowledge->is_trusted(knowledge->data, directory);
}
