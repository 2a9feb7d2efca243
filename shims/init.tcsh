# What `vshim init tcsh` prints; tcsh 6.20 and later, not the older csh.
#
# "`vshim init tcsh`" makes one line of it all. There is no loop on a line but `repeat`, and no
# way to give the body of one but an alias: quotes would be gone the second time.
#part path
set _vshim_shims = @SHIMS@;
if (! $?path) set path = (/usr/local/bin /usr/bin /bin);
if ("$path:q" == "") set path = (/usr/local/bin /usr/bin /bin);
set _vshim_kept = ();
# Slashes at its end make no other directory of an entry.
alias _vshim_strip 'if ("$_vshim_entry:q" =~ "*/") set _vshim_entry = "$_vshim_entry:h:q"';
alias _vshim_keep 'set _vshim_entry = "$path[1]:q"; repeat 8 eval _vshim_strip; if ("$_vshim_entry:q" != "$_vshim_shims:q") set _vshim_kept = ($_vshim_kept:q $path[1]:q); shift path';
repeat $#path eval _vshim_keep;
set path = ($_vshim_shims:q $_vshim_kept:q);
unalias _vshim_strip _vshim_keep;
unset _vshim_shims _vshim_kept _vshim_entry;
rehash;
#end
#part function
set _vshim_program = @VSHIM@;
# The command comes last, so that a pipe or a redirection after it is its own. For `vshim shell`
# it is one that only ends with the right status.
alias vshim 'set _vshim_words = (\!*); set _vshim_two = ($_vshim_words:q x x); set _vshim_run = "$_vshim_program:q"; if ("$_vshim_two[1]:q" == "shell" && $#_vshim_words > 1 && "$_vshim_two[2]:q" != "-h" && "$_vshim_two[2]:q" != "--help") eval _vshim_shell; $_vshim_run:q \!*';
alias _vshim_shell 'set _vshim_lines = "`_vshim_print`"; set _vshim_run = ($_vshim_exit:q $status); if ("$_vshim_run[4]" == 0) eval _vshim_choose';
# Backquotes would read words anew; an alias they take as it is.
alias _vshim_print '$_vshim_program:q shell --print $_vshim_words[2-]:q';
set _vshim_exit = (sh -c 'exit $0');
# Nothing is what unsets it. A path that holds newlines comes as several lines.
alias _vshim_choose 'if ($#_vshim_lines == 0) unsetenv VSHIM_ENV; if ($#_vshim_lines > 0) eval _vshim_set';
alias _vshim_set 'set _vshim_value = "$_vshim_lines[1]:q"; shift _vshim_lines; repeat $#_vshim_lines eval _vshim_join; setenv VSHIM_ENV "$_vshim_value:q"';
alias _vshim_join 'set _vshim_value = "$_vshim_value:q"$'\''\n'\''"$_vshim_lines[1]:q"; shift _vshim_lines';
#end
#part prompt
set _vshim_asked = @PROMPT@;
alias _vshim_ask '$_vshim_asked:q';
# Shown as it is, whatever it holds; the braces end its name.
set _vshim_mark = '%$_vshim_name%{%}';
set _vshim_marked = '*%$_vshim_name*';
alias _vshim_prompt 'set _vshim_name = ""; set _vshim_asks = 1; if ($?_OLD_VIRTUAL_PROMPT && ! $?VSHIM_ENV) set _vshim_asks = 0; if ($_vshim_asks) set _vshim_name = "`_vshim_ask`"; if ($?prompt) eval _vshim_put';
alias _vshim_put 'if ("$prompt:q" !~ $_vshim_marked:q) eval _vshim_put_it';
# In the first line that shows something.
set _vshim_empty = '\n*';
alias _vshim_put_it 'set _vshim_lead = ""; set _vshim_rest = "$prompt:q"; repeat 8 eval _vshim_skip; set prompt = "$_vshim_lead:q$_vshim_mark:q$_vshim_rest:q"';
alias _vshim_skip 'if ("$_vshim_rest:q" =~ $_vshim_empty:q) eval _vshim_skip_it';
alias _vshim_skip_it 'set _vshim_lead = "$_vshim_lead:q\n"; set _vshim_rest = "$_vshim_rest:q:s/\n//"';
set _vshim_precmd = "`alias precmd`";
if ("$_vshim_precmd:q" == "") alias precmd _vshim_prompt;
if ("$_vshim_precmd:q" != "" && "$_vshim_precmd:q" !~ "*_vshim_prompt*") alias precmd "$_vshim_precmd:q; _vshim_prompt";
unset _vshim_precmd;
#end
