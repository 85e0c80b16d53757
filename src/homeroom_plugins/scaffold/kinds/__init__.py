"""A working plugin of each kind, under the name `sample_plugin`: what `homeroom plugin new` copies."""
