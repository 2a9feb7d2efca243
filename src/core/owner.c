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
owner_is_ours(const struct request *request, uid_t user)
{
	return user == 0 || user == request->user ||
		(request->user == 0 && user == sudo_user(request->variables.sudo_uid, 0));
}

/* Whether the access control list of PATH lets nobody else write, as far as is known here. */
static bool
is_closed_list(const struct request *request, const char *path)
{
	const struct knowledge *knowledge = request->knowledge;

	return knowledge != NULL && knowledge->is_closed_list(knowledge->data, path);
}

bool
owner_is_trusted(
	const struct request *request, const char *path, const struct stat *status)
{
	if ((status->st_mode & S_IWOTH) != 0 || !owner_is_ours(request, status->st_uid))
		return false;
	/* Without a right to write for the group, no entry of a list has one either. */
	return (status->st_mode & S_IWGRP) == 0 || !files_has_access_list(path) ||
		is_closed_list(request, path);
}

/*
 * Whether PATH, looked at now if it was not before, is there and not trusted. Where nobody may
 * look nothing can be run either; any other failure leaves open whose it is.
 */
static bool
is_foreign(const struct request *request, const char *path, struct stat *status, int *err)
{
	int failure = status->st_nlink != 0 ? 0 : files_lstat(path, status);
	bool is_ours = true;

	if (failure == 0 && S_ISLNK(status->st_mode)) {
		is_ours = owner_is_ours(request, status->st_uid);
		failure = files_stat(path, status);
	}
	if (failure != 0)
		status->st_nlink = 0;
	if (!is_ours)
		return true;
	if (failure == 0)
		return !owner_is_trusted(request, path, status);
	if (failure == ENOENT || failure == ENOTDIR || failure == EACCES ||
		failure == ELOOP)
		return false;
	*err = failure;
	return true;
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

bool
owner_user_accepts(
	const struct request *request, const char *directory, const char *environment)
{
	struct stat status;

	if (owner_user_trusts(request, directory))
		return true;
	/* Whose link leads to it may let it lead elsewhere a moment later. */
	if (request->knowledge == NULL || files_lstat(environment, &status) != 0 ||
		(S_ISLNK(status.st_mode) && !owner_is_ours(request, status.st_uid)))
		return false;
	return owner_user_trusts(request, environment);
}
