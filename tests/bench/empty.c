/* What any program costs that is linked as usual: a prompt is told as a ratio to it. */
int
main(void)
{
	return 0;
}
